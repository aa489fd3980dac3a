from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.comments import CommentCreate, CommentFilter, CommentRead
from api.services import comments

router = APIRouter(prefix="/spaces/{space}/comments", tags=["decisions"], route_class=Operation)


@router.get("")
@needs(Permission.comments_read)
async def list_comments(
    space: str, query: Annotated[CommentFilter, Query()], session: Session, by: By
) -> Page[CommentRead]:
    """What representatives of the Steering Group said about a space before it was decided on."""
    return await comments.list_(session, space, query, by=by)


@router.post("", status_code=201)
@needs(Permission.comments_write)
async def comment_on_space(space: str, form: CommentCreate, session: Session, by: By) -> CommentRead:
    """Say something before the Steering Group decides. It is kept, and is no decision (R17)."""
    return await comments.write(session, space, form, by=by)


@router.get("/{comment}")
@needs(Permission.comments_read)
async def get_comment(space: str, comment: UUID, session: Session, by: By) -> CommentRead:
    """One comment."""
    return await comments.get(session, space, comment, by=by)
