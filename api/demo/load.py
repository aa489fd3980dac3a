"""The demo network into an empty database: all of it or nothing, judged by the same rules as real data."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit
from api.db import Database
from api.demo.content import Seat
from api.demo.ids import DEMO, of_application, of_decision, of_linkage, of_plan, of_seat, of_task
from api.demo.judging import Judge, Refused, accept, rulebook
from api.demo.plan import Plan, plan
from api.demo.rows import rows
from api.demo.rows.spaces import decisions
from api.models import Member, Organisation, Space
from api.rules.eligibility import judge
from api.rules.enums import Door, Kind, MemberStatus, Outcome
from api.services import facts


class NotEmpty(Exception):
    """There are spaces, organisations or members already: the demo network is loaded beside nothing."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What there is after the load, on its day."""

    spaces: int
    organisations: int
    partners: int
    members: int
    active_members: int
    seats: int
    live_seats: int
    applications: int


async def load(database: Database, today: date) -> Counts:
    """In one transaction, as the application's own login."""
    async with database.transaction() as session:
        return await write(session, today)


async def is_empty(session: AsyncSession) -> bool:
    """No space, no organisation and no member."""
    for table in (Space, Organisation, Member):
        if await session.scalar(select(exists(select(table.id)))):
            return False
    return True


async def write(session: AsyncSession, today: date) -> Counts:
    """The network as of `today`; raises `NotEmpty`, or `Refused` where it breaks a rule."""
    if not await is_empty(session):
        raise NotEmpty
    network = Judge(plan(today))
    findings = accept(network)
    for table, made in rows(network, findings):
        await session.execute(insert(table.metadata.tables[table.__tablename__]), made)
    await _tell(session, network)
    await _judge_pending(session, network)
    return _count(network.plan)


async def _tell(session: AsyncSession, network: Judge) -> None:
    """One audit row each. The reason of an exemption has no other place (R28)."""
    ids, seats, work = network.ids, network.plan.seats, network.plan.work
    exempt = [seat for seat in seats if seat.term_exempt_reason]
    made = [of_decision(one) for space in network.plan.network.spaces for one in decisions(space)]
    made += [of_decision(one.decision) for one in work.plans if one.decision]
    ended = [of_seat(seat) for seat in seats if seat.ends_on and seat not in exempt]
    live = [of_seat(seat) for seat in seats if not seat.ends_on and seat not in exempt]
    sent = [of_application(one) for one in network.plan.applications]
    for action, kind, told in (
        ("space.recorded", "space", ids.spaces.values()),
        ("decision.recorded", "decision", made),
        ("organisation.created", "organisation", ids.organisations.values()),
        ("member.created", "member", ids.members.values()),
        ("membership.recorded", "membership", ended),
        ("membership.started", "membership", live),
        ("application.submitted", "application", sent),
        ("linkage.created", "linkage", map(of_linkage, work.linkages)),
        ("task.created", "task", map(of_task, work.tasks)),
        ("plan.created", "plan", map(of_plan, work.plans)),
    ):
        await audit.record_many(session, by=DEMO, action=action, kind=kind, ids=told)
    for seat in exempt:
        _tell_exempt(session, seat)


def _tell_exempt(session: AsyncSession, seat: Seat) -> None:
    audit.record(
        session,
        by=DEMO,
        action="membership.recorded" if seat.ends_on else "membership.started",
        subject=("membership", of_seat(seat)),
        fields=["term_exempt"],
        reason=seat.term_exempt_reason,
    )


async def _judge_pending(session: AsyncSession, network: Judge) -> None:
    """What a decision would say today of each pending application, by the facts as they now stand (R26)."""
    ids, today, pending = network.ids, network.plan.today, network.plan.applications
    known = await facts.gather(
        session,
        on=today,
        members=[ids.members[one.holder] for one in pending if one.kind is Kind.individual],
        organisations=[ids.organisations[one.holder] for one in pending if one.kind is Kind.institutional],
        spaces={ids.spaces[one.space] for one in pending},
    )
    for one in pending:
        kept = ids.organisations if one.kind is Kind.institutional else ids.members
        space, holder = known.spaces[ids.spaces[one.space]], known.holders[kept[one.holder]]
        book = rulebook(one.submitted_on)
        findings = judge(book, space, holder, Door.application, today, ignore_application=True)
        refused = tuple(found.code for found in findings if found.outcome is Outcome.fail)
        if refused != one.refused_with:
            raise Refused(f"{one.holder} to {one.space}", today, findings)


def _count(made: Plan) -> Counts:
    today = made.today
    return Counts(
        spaces=len(made.network.spaces),
        organisations=len(made.organisations),
        partners=sum(one.is_partner_on(today) for one in made.organisations),
        members=len(made.people),
        active_members=sum(one.status is MemberStatus.active for one in made.people),
        seats=len(made.seats),
        live_seats=sum(one.live_on(today) for one in made.seats),
        applications=len(made.applications),
    )
