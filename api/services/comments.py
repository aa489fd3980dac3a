"""Comments of Steering Group representatives on a space that waits for a decision: kept beside it, and none (R17)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, pagination
from api.errors import Conflict, Forbidden, NotFound
from api.models import Comment, Space
from api.rules import lifecycle
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.comments import CommentCreate, CommentFilter, CommentRead
from api.services import lookup, members, spaces

SORTS = {"created_at": Comment.created_at}


def _on(space_id: UUID) -> Select[Any]:
    """Among themselves and for the secretariat: no other role holds the permission."""
    return select(Comment).where(Comment.space_id == space_id)


async def list_(session: AsyncSession, wanted: str, query: CommentFilter, *, by: Actor) -> Page[CommentRead]:
    id_ = await spaces.find(session, wanted, by=by)
    listing = pagination.resume(f"comments:{id_}", query)
    found = await pagination.fetch(session, listing, _on(id_), sorts=SORTS, key=Comment.id)
    items = await _read(session, [row[0] for row in found.rows], by=by)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, comment_id: UUID, *, by: Actor) -> CommentRead:
    id_ = await spaces.find(session, wanted, by=by)
    found = await session.scalar(_on(id_).where(Comment.id == comment_id))
    if found is None:
        raise NotFound
    return (await _read(session, [found], by=by))[0]


async def _read(session: AsyncSession, rows: Sequence[Comment], *, by: Actor) -> list[CommentRead]:
    known = await members.known_names(session, {row.author_id for row in rows}, by=by)
    names = {id_: one.name for id_, one in known.items()}
    return [
        CommentRead.model_validate({**lookup.columns(row), "author_name": names.get(row.author_id)})
        for row in rows
    ]


async def write(session: AsyncSession, wanted: str, form: CommentCreate, *, by: Actor) -> CommentRead:
    """On a proposal, or on a space at work whose mandate waits for a decision; on one that has ended nobody decides."""
    id_ = await spaces.find(session, wanted, by=by)
    if by.member_id is None or not may(by, Permission.comments_write):
        raise Forbidden(permission=Permission.comments_write)
    space = await lookup.lock(session, Space, id_)
    if space.status in lifecycle.OVER:
        raise Conflict
    comment = Comment(space_id=id_, author_id=by.member_id, content=form.content)
    session.add(comment)
    await session.flush()
    audit.record(
        session, by=by, action="space.commented", subject=("comment", comment.id), fields=["content"]
    )
    await session.flush()
    return (await _read(session, [comment], by=by))[0]
