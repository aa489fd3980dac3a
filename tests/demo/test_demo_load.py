"""The demo network in a database: what was planned is there, and the rules agree with it on the database's own facts."""

import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import distinct, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.demo import load
from api.demo.ids import DEMO
from api.demo.judging import Judge, rulebook
from api.demo.plan import plan
from api.models import (
    Affiliation,
    Application,
    AuditEvent,
    Mandate,
    Member,
    Membership,
    Organisation,
    OutboxMessage,
    Partnership,
    RoleHolding,
    Space,
    StructuralLink,
)
from api.rules.eligibility import judge
from api.rules.enums import Door, EndReason, Kind, MemberStatus, SpaceType
from api.rules.facts import HolderFacts, SpaceFacts
from api.rules.findings import Finding, eligible
from api.services import facts
from tests.days import TODAY

if TYPE_CHECKING:
    from tests.conftest import Clock
    from tests.factories import Build
    from tests.harness import Api

# slug: type, parent, language, status
SPACES = """
steering-group                       steering_group      -                      -   active
secretariat                          secretariat         -                      -   active
advocacy                             working_group       -                      -   active
education-policy                     working_group       -                      -   active
standards-and-practice               working_group       -                      -   active
knowledge-management                 workstream          standards-and-practice -   active
monitoring-and-evaluation            workstream          standards-and-practice -   active
professional-development             workstream          standards-and-practice -   active
pss-sel                              collaborative       -                      -   active
teachers-in-crisis-contexts          collaborative       -                      -   active
data-and-evidence                    collaborative       -                      -   active
pss-guidance-note                    reference_group     -                      -   disbanded
demo-reference-group                 reference_group     -                      -   active
adolescents-and-youth                task_team           -                      -   active
gender                               task_team           -                      -   active
inclusive-education-and-disability   task_team           -                      -   active
technology-and-education-in-crises   task_team           -                      -   active
arabic-language-community            language_community  -                      ar  active
french-language-community            language_community  -                      fr  active
portuguese-language-community        language_community  -                      pt  active
spanish-language-community           language_community  -                      es  active
"""
SECONDS = 60


async def test_the_whole_network_is_loaded_and_every_live_seat_is_legal(
    committed_db: "Api", clock: "Clock"
) -> None:
    begun = time.perf_counter()
    counts = await load.load(committed_db.database, TODAY)
    assert time.perf_counter() - begun < SECONDS
    network = Judge(plan(TODAY))
    async with committed_db.database.transaction() as session:
        await three_different_counts(session, counts)
        await the_spaces_of_the_seed(session, network)
        await one_mandate_past_due_and_one_group_disbanded(session)
        await history_is_history(session, network)
        await every_write_was_told(session, counts)
        await the_days_facts_are_those_of_the_ledger(session, clock, network)
        await live_seats_are_legal(session, clock, network)
    await shown_over_http(committed_db)
    with pytest.raises(load.NotEmpty):
        await load.load(committed_db.database, TODAY)


async def test_nothing_is_loaded_beside_a_single_member(session: AsyncSession, build: "Build") -> None:
    await build.member()
    with pytest.raises(load.NotEmpty):
        await load.write(session, TODAY)
    assert await session.scalar(select(func.count(Space.id))) == 0


async def three_different_counts(session: AsyncSession, counts: load.Counts) -> None:
    """S1"""
    active = Member.status == MemberStatus.active
    partner = Partnership.during.contains(TODAY)
    for asked, number in (
        (select(func.count()).where(active), 15_000),
        (select(func.count(distinct(Member.country))).where(active), 190),
        (select(func.count(Organisation.id)), 400),
        (select(func.count(distinct(Partnership.organisation_id))).where(partner), 130),
        (select(func.count(Member.id)), counts.members),
        (select(func.count(Membership.id)), counts.seats),
        (select(func.count(Membership.id)).where(facts.live_on(TODAY)), counts.live_seats),
        (select(func.count(Application.id)), counts.applications),
        (select(func.count(distinct(Membership.space_id))), counts.spaces),
    ):
        assert await session.scalar(asked) == number, str(asked)
    assert (counts.active_members, counts.organisations, counts.partners) == (15_000, 400, 130)
    assert await session.scalar(
        select(func.count(Affiliation.id)).where(Affiliation.confirmed_on.is_not(None))
    )


async def the_spaces_of_the_seed(session: AsyncSession, network: Judge) -> None:
    slugs = {id_: slug for slug, id_ in network.ids.spaces.items()}
    told = [
        [
            space.slug,
            space.type,
            slugs[space.parent_id] if space.parent_id else "-",
            space.language or "-",
            space.status,
        ]
        for space in await session.scalars(select(Space).order_by(Space.id))
    ]
    assert sorted(told) == sorted(line.split() for line in SPACES.strip().splitlines())
    assert list(await session.scalars(select(Space.slug).where(Space.is_demo))) == ["demo-reference-group"]
    sponsored = select(StructuralLink.space_id).where(StructuralLink.during.contains(TODAY))
    linked = Counter(slugs[id_] for id_ in await session.scalars(sponsored))
    assert linked == {
        "pss-sel": 2,
        "teachers-in-crisis-contexts": 3,
        "data-and-evidence": 3,
        "demo-reference-group": 1,
    }


async def one_mandate_past_due_and_one_group_disbanded(session: AsyncSession) -> None:
    overdue = select(Space.slug).join(Mandate, Mandate.space_id == Space.id)
    overdue = overdue.where(Mandate.ends_on.is_(None), Mandate.due_on <= TODAY)
    assert list(await session.scalars(overdue)) == ["education-policy"]
    group = (await session.scalars(select(Space).where(Space.slug == "pss-guidance-note"))).one()
    assert group.end_reason is EndReason.tasks_completed
    seats = (await session.scalars(select(Membership).where(Membership.space_id == group.id))).all()
    assert len(seats) > 10
    assert {(seat.ends_on, seat.end_reason) for seat in seats} == {(group.ends_on, EndReason.space_disbanded)}


async def history_is_history(session: AsyncSession, network: Judge) -> None:
    """What ended is recorded as such (R30); what is live is held by the constraints, one role a person a space (R25)."""
    odd = select(func.count()).where(Membership.historic != Membership.ends_on.is_not(None))
    assert await session.scalar(odd) == 0
    assert await session.scalar(select(func.count()).where(Membership.overridden != [])) == 0
    agreed = sum(one.agreed_on is not None for seat in network.plan.seats for one in seat.representatives)
    individual = sum(seat.kind is Kind.individual for seat in network.plan.seats)
    assert await session.scalar(select(func.count(RoleHolding.source_id))) == agreed + individual
    unheld = select(Space.type).join(Membership, Membership.space_id == Space.id).where(facts.live_on(TODAY))
    mandated = set(await session.scalars(unheld.where(Membership.mandate_id.is_not(None))))
    within = set(await session.scalars(unheld.where(Membership.within_space_id.is_not(None))))
    hosted = set(await session.scalars(unheld.where(Membership.host_organisation_id.is_not(None))))
    terms = set(await session.scalars(unheld.where(Membership.due_on.is_not(None))))
    assert (mandated, within) == ({SpaceType.working_group}, {SpaceType.workstream})
    assert (hosted, terms) == ({SpaceType.secretariat}, {SpaceType.steering_group})


async def every_write_was_told(session: AsyncSession, counts: load.Counts) -> None:
    """One audit row and one message each, by the demo's own actor."""
    expected = {
        "space": counts.spaces,
        "organisation": counts.organisations,
        "member": counts.members,
        "membership": counts.seats,
        "application": counts.applications,
        "decision": 3 + 4 + 6 + 1,  # groups, task teams, two mandates of each group, the network's goals
        "linkage": 7,
        "task": 15,
        "plan": 5,
    }
    for table in (AuditEvent, OutboxMessage):
        told = select(table.subject_type, func.count(), func.count(distinct(table.subject_id)))
        rows = (await session.execute(told.group_by(table.subject_type))).all()
        assert {kind: (rows_, ids) for kind, rows_, ids in rows} == {k: (n, n) for k, n in expected.items()}
    assert set(await session.scalars(select(AuditEvent.actor_id).distinct())) == {DEMO.id}


async def the_days_facts_are_those_of_the_ledger(
    session: AsyncSession, clock: "Clock", network: Judge
) -> None:
    """What judged the past is what the database tells of the same day."""
    for days in (0, 45, 400, 1100, 2000, 3000):
        on = TODAY - timedelta(days=days)
        clock.set(on)  # calls open by the clock
        known = await facts.gather(session, spaces=network.ids.spaces.values(), on=on)
        # the ledger replays history, in which nobody knew of the seats to come
        as_then = {id_: replace(space, seats_to_come=0) for id_, space in known.spaces.items()}
        assert as_then == {id_: network.space(slug, on) for slug, id_ in network.ids.spaces.items()}
    clock.set(TODAY)


async def live_seats_are_legal(session: AsyncSession, clock: "Clock", network: Judge) -> None:
    """Organisations' by the facts of the day they took the seat, people's by those of today; each without itself."""
    seats = (await session.scalars(select(Membership).where(facts.live_on(TODAY)))).all()
    doors = {
        (network.ids.spaces[seat.space], holder(network, seat.holder)): seat.door
        for seat in network.plan.seats
    }
    people = [seat for seat in seats if seat.member_id]
    judged = await judged_on(session, TODAY, people, doors)
    organisations = [seat for seat in seats if seat.organisation_id]
    for on in sorted({seat.starts_on for seat in organisations}):
        clock.set(on)
        begun = [seat for seat in organisations if seat.starts_on == on]
        judged += await judged_on(session, on, begun, doors)
    clock.set(TODAY)
    assert len(judged) == len(seats) > 4000
    assert [(seat.id, found) for seat, found in judged if not eligible(found)] == []


def holder(network: Judge, key: str) -> Any:
    return network.ids.members.get(key) or network.ids.organisations[key]


async def judged_on(
    session: AsyncSession, on: date, seats: Iterable[Membership], doors: dict[Any, Door]
) -> list[tuple[Membership, tuple[Finding, ...]]]:
    seats = list(seats)
    known = await facts.gather(
        session,
        on=on,
        members=[seat.member_id for seat in seats if seat.member_id],
        organisations=[seat.organisation_id for seat in seats if seat.organisation_id],
        spaces={seat.space_id for seat in seats},
    )
    judged = []
    for seat in seats:
        holder_id = seat.organisation_id or seat.member_id
        assert holder_id
        space, who = without(seat, known.spaces[seat.space_id], known.holders[holder_id])
        door = doors[seat.space_id, holder_id]
        judged.append((seat, judge(rulebook(on), space, who, door, on)))
    return judged


def without(seat: Membership, space: SpaceFacts, who: HolderFacts) -> tuple[SpaceFacts, HolderFacts]:
    others = tuple(
        one for one in who.seats if (one.space_id, one.starts_on) != (seat.space_id, seat.starts_on)
    )
    assert len(others) == len(who.seats) - 1
    return replace(space, seats_taken=space.seats_taken - 1), replace(who, seats=others)


async def shown_over_http(api: "Api") -> None:
    public = await api.as_role("public")
    answer = await public.get("/v1/spaces", params={"limit": 200})
    signals = {
        space["slug"]: [one["code"] for one in space["signals"]]
        for space in answer.json()["items"]
        if space["signals"]
    }
    assert len(answer.json()["items"]) == 21
    assert signals == {
        "advocacy": ["seat_without_representative"],
        "education-policy": ["mandate_expired", "seat_without_representative"],
        "inclusive-education-and-disability": ["ready_to_disband"],
        "pss-sel": ["size_outside_band"],
        "standards-and-practice": ["seat_without_representative"],
    }
    counts = (await public.get("/v1/statistics", params={"months": 120})).json()
    told = {name: counts[name] for name in ("members", "partners", "countries", "organisations")}
    assert told == {"members": 15_000, "partners": 130, "countries": 190, "organisations": 400}
    assert counts["months"][0]["total"] < counts["months"][-1]["total"] == 15_000
