from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from api.operation import By, IfMatch, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.tasks import TaskCreate, TaskFilter, TaskRead, TaskUpdate
from api.services import tasks

router = APIRouter(prefix="/spaces/{space}/tasks", tags=["tasks"], route_class=Operation)


@router.get("")
@needs(Permission.tasks_read)
async def list_tasks(
    space: str, query: Annotated[TaskFilter, Query()], session: Session, by: By
) -> Page[TaskRead]:
    """What a space has to do or has done, to whoever takes part in it; with `as_of`, what was open that day."""
    return await tasks.list_(session, space, query, by=by)


@router.post("", status_code=201)
@needs(Permission.tasks_write)
async def create_task(space: str, form: TaskCreate, session: Session, by: By) -> TaskRead:
    """Add a task, as a leader of the space or the secretariat."""
    return await tasks.create(session, space, form, by=by)


@router.get("/{task}")
@needs(Permission.tasks_read)
async def get_task(space: str, task: UUID, session: Session, by: By) -> TaskRead:
    """One task."""
    return await tasks.get(session, space, task, by=by)


@router.patch("/{task}")
@needs(Permission.tasks_write)
async def update_task(
    space: str, task: UUID, form: TaskUpdate, if_match: IfMatch, session: Session, by: By
) -> TaskRead:
    """Edit a task, mark it done, drop it or open it again; its owner marks it done or opens it again."""
    return await tasks.edit(session, space, task, form, if_match, by=by)
