"""What workers know of the network: read at every barrier, grown by what they make, and otherwise out of date on purpose."""

from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


class SpaceRow(NamedTuple):
    id: UUID
    type: str
    status: str
    parent_id: UUID | None


class SeatRow(NamedTuple):
    id: UUID
    space_id: UUID
    organisation_id: UUID | None
    member_id: UUID | None


class ApplicationRow(NamedTuple):
    id: UUID
    space_id: UUID
    organisation_id: UUID | None
    member_id: UUID | None


class PersonRow(NamedTuple):
    id: UUID
    status: str


class PostRow(NamedTuple):
    """Where somebody works, and whether they have said so themselves."""

    organisation_id: UUID
    member_id: UUID
    id: UUID
    confirmed: bool


class PartRow(NamedTuple):
    """Something of a space: a mandate, a task, a linkage that it begins."""

    id: UUID
    space_id: UUID


class LeaderRow(NamedTuple):
    space_id: UUID
    member_id: UUID
    id: UUID
    role: str


SPACES = "SELECT id, type, status, parent_id FROM spaces WHERE status NOT IN ('disbanded', 'rejected')"
SEATS = """SELECT id, space_id, organisation_id, member_id FROM memberships
 WHERE ends_on IS NULL OR ends_on > :today"""
APPLICATIONS = """SELECT id, space_id, organisation_id, member_id FROM applications
 WHERE status IN ('submitted', 'under_review')"""
PEOPLE = "SELECT id, status FROM members WHERE status <> 'erased'"
POSTS = """SELECT a.organisation_id, a.member_id, a.id, a.confirmed_on IS NOT NULL
 FROM affiliations a JOIN members m ON m.id = a.member_id
 WHERE a.during @> CAST(:today AS date) AND m.status NOT IN ('left', 'erased', 'suspended')"""
LEADERS = "SELECT space_id, member_id, id, role FROM leaders WHERE during @> CAST(:today AS date)"
TASKS = "SELECT id, space_id FROM tasks WHERE status = 'open'"
LINKAGES = "SELECT id, from_id FROM linkages WHERE ends_on IS NULL"
MANDATES = "SELECT id, space_id FROM mandates WHERE ends_on IS NULL"

R = TypeVar("R", bound=NamedTuple)


@dataclass(slots=True)
class Known:
    """One for all workers."""

    spaces: list[SpaceRow] = field(default_factory=list)
    seats: list[SeatRow] = field(default_factory=list)
    applications: list[ApplicationRow] = field(default_factory=list)
    people: list[PersonRow] = field(default_factory=list)
    posts: list[PostRow] = field(default_factory=list)
    leaders: list[LeaderRow] = field(default_factory=list)
    tasks: list[PartRow] = field(default_factory=list)
    linkages: list[PartRow] = field(default_factory=list)
    mandates: list[PartRow] = field(default_factory=list)

    async def refresh(self, session: AsyncSession, today: object) -> None:
        self.spaces = await _read(session, SPACES, SpaceRow)
        self.seats = await _read(session, SEATS, SeatRow, today)
        self.applications = await _read(session, APPLICATIONS, ApplicationRow)
        self.people = await _read(session, PEOPLE, PersonRow)
        self.posts = await _read(session, POSTS, PostRow, today)
        self.leaders = await _read(session, LEADERS, LeaderRow, today)
        self.tasks = await _read(session, TASKS, PartRow)
        self.linkages = await _read(session, LINKAGES, PartRow)
        self.mandates = await _read(session, MANDATES, PartRow)

    def of_type(self, *types: str, status: str = "active") -> list[SpaceRow]:
        return [one for one in self.spaces if one.status == status and (not types or one.type in types)]

    def staff(self, organisation_id: UUID | None, *, confirmed: bool = False) -> list[UUID]:
        """Those who work there; `confirmed`: whom the organisation itself may name."""
        return [
            one.member_id
            for one in self.posts
            if one.organisation_id == organisation_id and (one.confirmed or not confirmed)
        ]

    def members(self, status: str = "active") -> list[UUID]:
        return [one.id for one in self.people if one.status == status]


async def _read(session: AsyncSession, question: str, row: type[R], today: object = None) -> list[R]:
    given = {"today": today} if today is not None else {}
    return [row(*one) for one in await session.execute(text(question + " ORDER BY 1, 2"), given)]
