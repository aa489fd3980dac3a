"""Tasks: what a space has to do (S23, S33). Whoever takes part sees them; its leaders and the secretariat keep them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotEligible, NotFound
from api.models import Member, Membership, Representative, Space, Task
from api.rules import lifecycle
from api.rules.codes import Code
from api.rules.enums import SpaceType, TaskStatus
from api.rules.field_classes import Viewer
from api.rules.findings import Finding
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.base import Page
from api.schemas.tasks import TaskCreate, TaskFilter, TaskRead, TaskUpdate
from api.services import lookup, members, spaces, viewing

SORTS: dict[str, pagination.Column] = {
    "due_on": func.coalesce(Task.due_on, date.max),
    "created_at": Task.created_at,
}
OWNERS_FIELDS = {"status", "closed_on"}


def visible(actor: Actor) -> Select[Any]:
    """Those of the spaces in which the caller takes part."""
    return select(Task).where(viewing.sits_in(actor, Task.space_id))


# --- reading


async def list_(session: AsyncSession, wanted: str, query: TaskFilter, *, by: Actor) -> Page[TaskRead]:
    id_ = await _space(session, wanted, by=by)
    listing = pagination.resume(f"tasks:{id_}", query)
    asked = listing.query
    statement = visible(by).where(Task.space_id == id_)
    if asked.as_of is not None:
        then = _status_on(asked.as_of)
        statement = statement.where(Task.starts_on <= asked.as_of, then == (asked.status or TaskStatus.open))
    elif asked.status is not None:
        statement = statement.where(Task.status == asked.status)
    if asked.owner_id is not None:
        known = select(Member.id).where(Member.id == asked.owner_id, _owner_shown(id_, by))
        statement = statement.where(Task.owner_id.in_(known))
    if asked.due_before is not None:
        statement = statement.where(Task.due_on < asked.due_before)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Task.id)
    items = await _read(session, id_, [row[0] for row in found.rows], asked.as_of, by=by)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, wanted: str, id_: UUID, *, by: Actor) -> TaskRead:
    return await _answer(
        session, await _find(session, await _space(session, wanted, by=by), id_, by=by), by=by
    )


def _status_on(day: date) -> ColumnElement[TaskStatus]:
    return case((Task.closed_on <= day, Task.status), else_=TaskStatus.open)


async def _space(session: AsyncSession, wanted: str, *, by: Actor) -> UUID:
    """A space in which the caller takes part; of another's work they know nothing."""
    id_ = await spaces.find(session, wanted, by=by)
    mine = select(Space.id).where(Space.id == id_, viewing.sits_in(by, Space.id))
    if await session.scalar(mine) is None:
        raise NotFound
    return id_


async def _find(session: AsyncSession, space_id: UUID, id_: UUID, *, by: Actor) -> Task:
    statement = visible(by).where(Task.id == id_, Task.space_id == space_id)
    found = (await session.execute(statement)).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


def _owner_shown(space_id: UUID, by: Actor) -> ColumnElement[bool]:
    """As on the roster: an organisation learns of its own representatives, not where else its staff sit."""
    ours = (
        select(Representative.member_id)
        .join(Membership, Membership.id == Representative.membership_id)
        .where(Representative.space_id == space_id, Membership.organisation_id.in_(by.organisation_ids))
    )
    return or_(
        viewing.where_shown("full_name", by, apart_from={Viewer.organisation}),
        Member.id.in_(ours),
    )


async def _answer(session: AsyncSession, task: Task, *, by: Actor) -> TaskRead:
    return (await _read(session, task.space_id, [task], by=by))[0]


async def _read(
    session: AsyncSession, space_id: UUID, rows: Sequence[Task], as_of: date | None = None, *, by: Actor
) -> list[TaskRead]:
    owners = {row.owner_id for row in rows if row.owner_id is not None}
    shown = select(Member.id).where(Member.id.in_(owners), _owner_shown(space_id, by))
    names: dict[UUID, str | None] = dict.fromkeys(await session.scalars(shown))
    names |= {id_: one.name for id_, one in (await members.known_names(session, names.keys(), by=by)).items()}
    return [_as_read(row, names, as_of) for row in rows]


def _as_read(row: Task, names: dict[UUID, str | None], as_of: date | None) -> TaskRead:
    owner = row.owner_id if row.owner_id in names else None
    values = {
        **lookup.columns(row),
        "owner_id": owner,
        "owner_name": names[owner] if owner else None,
    }
    if as_of is not None and row.closed_on is not None and row.closed_on > as_of:
        values |= {"status": TaskStatus.open, "closed_on": None}
    return TaskRead.model_validate(values)


# --- writing


async def create(session: AsyncSession, wanted: str, form: TaskCreate, *, by: Actor) -> TaskRead:
    id_ = await _space(session, wanted, by=by)
    if not _keeps(by, id_):
        raise Forbidden(permission=Permission.tasks_write)
    await _check_owner(session, id_, form.owner_id, by=by)
    await _hold_open(session, id_)
    task = Task(**form.model_dump(), space_id=id_, starts_on=clock.today(), status=TaskStatus.open)
    session.add(task)
    await session.flush()
    return await _told(session, task, "task.created", form.model_fields_set, by=by)


async def edit(
    session: AsyncSession,
    wanted: str,
    id_: UUID,
    form: TaskUpdate,
    versions: frozenset[int] | None,
    *,
    by: Actor,
) -> TaskRead:
    space_id = await _space(session, wanted, by=by)
    found = await _find(session, space_id, id_, by=by)
    changed = form.model_fields_set
    own = may(by, Permission.tasks_write, Thing(member_id=found.owner_id)) and _of_owners(form, found)
    if not (own or _keeps(by, space_id)):
        raise Forbidden(permission=Permission.tasks_write)
    if "owner_id" in changed:
        await _check_owner(session, space_id, form.owner_id, by=by)
    await _hold_open(session, space_id)
    task = await lookup.lock(session, Task, id_, versions)
    action = _move(task, form)
    for field, value in form.model_dump(include=changed - OWNERS_FIELDS).items():
        setattr(task, field, value)
    return await _told(session, task, action, changed, by=by)


def _keeps(by: Actor, space_id: UUID) -> bool:
    return may(by, Permission.tasks_write, Thing(space_ids=frozenset({space_id})))


def _of_owners(form: TaskUpdate, task: Task) -> bool:
    """Done, or open again: whether it is still wanted is not the owner's to say."""
    wanted = TaskStatus.dropped not in (form.status, task.status)
    return form.model_fields_set <= OWNERS_FIELDS and wanted


def _move(task: Task, form: TaskUpdate) -> str:
    """Take the task to its status and day; the name of what was done."""
    before, status = task.status, form.status or task.status
    if status is TaskStatus.open:
        if form.closed_on is not None:
            raise Invalid.at("/closed_on", "not_both", fields="closed_on · status = open")
        task.status, task.closed_on = status, None
        return "task.updated" if before is status else "task.reopened"
    lookup.not_ahead(form.closed_on, "/closed_on")
    lookup.in_order(task.starts_on, form.closed_on, "/closed_on")
    task.status, task.closed_on = status, form.closed_on or task.closed_on or clock.today()
    return "task.updated" if before is status else f"task.{status}"


async def _check_owner(session: AsyncSession, space_id: UUID, owner_id: UUID | None, *, by: Actor) -> None:
    """Somebody who sits in the space or fills a seat there, or staff; held, so that nobody gets one while they leave."""
    if owner_id is None:
        return
    await lookup.known(session, members.visible(by), Member, owner_id, "/owner_id")
    await lookup.lock(session, Member, owner_id)
    here = select(Space.id).where(or_(Space.id == space_id, Space.type == SpaceType.secretariat))
    fits = select(Member.id).where(Member.id == owner_id, Member.id.in_(viewing.sitting(here, clock.today())))
    if await session.scalar(fits) is None:
        raise Invalid.at("/owner_id", "not_in_the_space")


async def _hold_open(session: AsyncSession, space_id: UUID) -> None:
    """The space is at work, or will be, and does not end meanwhile: nothing is left to do in one that has ended."""
    space = await lookup.lock(session, Space, space_id)
    if space.status in lifecycle.OVER:
        raise NotEligible([Finding.refused(Code.space_not_open, {"space": space.name, "day": clock.today()})])


async def _told(
    session: AsyncSession, task: Task, action: str, fields: Collection[str], *, by: Actor
) -> TaskRead:
    audit.record(session, by=by, action=action, subject=("task", task.id), fields=sorted(fields))
    await session.flush()
    return await _answer(session, task, by=by)
