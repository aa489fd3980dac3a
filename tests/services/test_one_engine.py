"""Enforcement equals explanation (R29): what a POST answers is what POST /v1/eligibility said, over random facts.

Examples: 20 for each of the eight types, 160 in all; a campaign of 4,000 is
`EXAMPLES=500 pytest -o faulthandler_timeout=0 tests/services/test_one_engine.py`. Each builds a small network of its
own, asks, sends the form, and decides on what was accepted: a seat the rules allow is one the constraints allow.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from httpx import AsyncClient
from hypothesis import event, given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import Call, Member, Organisation, Space
from api.rules.enums import Kind, SpaceType
from api.services import rulebooks
from tests.answers import good, refused
from tests.days import LONG_DUE, TODAY, TOMORROW, YESTERDAY
from tests.examples import tried
from tests.factories import Build, Holder

Client = Callable[..., Awaitable[AsyncClient]]
SINCE = date(2015, 1, 1)
RULES = rulebooks.in_force(TODAY).types


@dataclass(frozen=True)
class Case:
    """One random network: a space, a holder, how they stand to each other, and the door."""

    status: str
    admission: str
    call: str | None
    call_named: bool
    room: str | None
    ground: str
    fits: bool
    organisation: bool
    partner: bool
    member: str
    consent: bool
    seats: frozenset[int]
    presence: str | None
    own_key: bool
    join: bool


def often(usual: Any, *others: Any) -> st.SearchStrategy[Any]:
    """Mostly the usual: or one thing would always stand in the way, and nothing else be seen."""
    return st.sampled_from([usual] * (2 * len(others)) + list(others))


PRESENCES = "pending seated left leaving leaving coming represents six_years three_years".split()
CASES = st.builds(
    Case,
    status=often("active", "active", "approved", "disbanded"),
    admission=often("standing", "by_call"),
    call=often("open", None, "over"),
    call_named=st.booleans(),
    room=often(None, "free", "full"),
    ground=often("firm", "firm", "past due", "missing"),
    fits=often(True, False),
    organisation=st.booleans(),
    partner=st.booleans(),
    member=often("active", "unconfirmed", "external", "suspended", "left"),
    consent=st.booleans(),
    seats=st.frozensets(st.integers(0, 2)),
    presence=st.sampled_from([*[None] * 5, *PRESENCES]),
    own_key=st.booleans(),
    join=often(False, True),
)


class Network:
    """What every example stands on, and the rows of one."""

    def __init__(self, build: Build, groups: list[Space], closed: Space, host: Organisation) -> None:
        self.build, self.groups, self.closed, self.host = build, groups, closed, host

    async def space(self, type_: SpaceType, case: Case) -> Space:
        options: dict[str, Any] = {"starts_on": SINCE, "status": case.status, "admission": case.admission}
        if case.room is not None:
            options["seat_limit"] = 1 if case.room == "full" else 100
        if type_ is SpaceType.working_group:
            due = {"firm": (date(2025, 3, 1), LONG_DUE), "past due": (date(2023, 1, 1), TODAY)}
            options["mandate"] = due.get(case.ground, False)
        elif type_ is SpaceType.workstream:
            options |= {"parent": self.groups[0], "due_on": TODAY if case.ground == "past due" else LONG_DUE}
        elif type_ is SpaceType.collaborative:
            options["working_groups"] = [
                self.groups[0],
                self.closed if case.ground == "missing" else self.groups[1],
            ]
        elif type_ is SpaceType.reference_group:
            options["supports"] = [self.groups[0]]
        return await self.build.space(type_, **options)

    async def call(self, space: Space, case: Case) -> Call | None:
        if case.call is None:
            return None
        past = {"opens_at": datetime(2026, 1, 1, tzinfo=UTC), "closes_at": datetime(2026, 2, 1, tzinfo=UTC)}
        return await self.build.call(space, **(past if case.call == "over" else {}))

    async def holder(self, type_: SpaceType, case: Case) -> Holder:
        """Of a kind the space takes, where it `fits`; where either would, the case says which."""
        kinds = [kind for kind in Kind if (kind in RULES[type_].kinds) is case.fits]
        if not kinds or len(kinds) == 2:
            kinds = [Kind.institutional if case.organisation else Kind.individual]
        if kinds == [Kind.individual]:
            return await self.build.member(status=case.member, consent=case.consent)
        made = await self.build.organisation(partner=case.partner)
        for place in sorted(case.seats):
            await self.build.seat(self.groups[place], made, starts_on=date(2025, 3, 1))
        return made

    async def stand(self, space: Space, holder: Holder, case: Case) -> None:
        """Seats, roles and applications: those that such a space and holder can have."""
        kinds = RULES[space.type].kinds
        seats = case.status == "active" and not (
            space.type is SpaceType.working_group and case.ground == "missing"
        )
        kind = Kind.institutional if isinstance(holder, Organisation) else Kind.individual
        if case.room is not None and seats:
            other = await (self.build.organisation() if Kind.institutional in kinds else self.build.member())
            if space.type is SpaceType.collaborative:
                await self.build.seat(self.groups[0], other, starts_on=date(2025, 3, 1))
            await self.build.seat(space, other, starts_on=date(2025, 6, 1))
        if case.presence == "pending" and case.status == "active":
            await self.build.application(space, holder)
        elif (
            case.presence == "represents"
            and seats
            and isinstance(holder, Member)
            and Kind.institutional in kinds
        ):
            await self.build.seat(
                space, await self.build.organisation(), starts_on=date(2025, 6, 1), primary=holder
            )
        elif seats and kind in kinds:
            await self._seats(space, holder, case.presence)

    async def _seats(self, space: Space, holder: Holder, presence: str | None) -> None:
        first = date(2025, 6, 1)
        periods: dict[str | None, list[tuple[date, date | None]]] = {
            "seated": [(first, None)],
            "left": [(first, YESTERDAY)],
            "leaving": [(first, TOMORROW)],
            "coming": [(TOMORROW, None)],
        }
        if space.type is SpaceType.steering_group:
            two, one = [TODAY.replace(year=TODAY.year - years) for years in (6, 3)]
            periods |= {"six_years": [(two, one), (one, None)], "three_years": [(one, None)]}
        for starts_on, ends_on in periods.get(presence, []):
            await self.build.seat(space, holder, starts_on=starts_on, ends_on=ends_on)


def form(space: Space, holder: Holder, person: Member | None) -> dict[str, Any]:
    if isinstance(holder, Member):
        return {"space_id": str(space.id), "member_id": str(holder.id)}
    people = [{"role": "primary", "member_id": str(person.id)}] if person else []
    return {"space_id": str(space.id), "organisation_id": str(holder.id), "representatives": people}


@pytest.fixture
async def network(build: Build) -> Network:
    groups = [await build.space(starts_on=SINCE, mandate=(date(2025, 3, 1), LONG_DUE)) for _ in range(3)]
    closed = await build.space(starts_on=SINCE, status="disbanded", ends_on=YESTERDAY)
    return Network(build, groups, closed, await build.organisation(partner=True))


@pytest.mark.rule("R29")
@pytest.mark.parametrize("type_", SpaceType)
@tried(20)
@given(case=CASES)
async def test_a_form_is_answered_as_the_question_was(
    network: Network,
    session: AsyncSession,
    secretariat: AsyncClient,
    organisation_client: Client,
    type_: SpaceType,
    case: Case,
) -> None:
    example = await session.begin_nested()
    try:
        await _ask_and_send(network, secretariat, organisation_client, type_, case)
    finally:
        await example.rollback()


async def _ask_and_send(
    network: Network, secretariat: AsyncClient, organisation_client: Client, type_: SpaceType, case: Case
) -> None:
    space, holder = await network.space(type_, case), await network.holder(type_, case)
    call = await network.call(space, case)
    await network.stand(space, holder, case)
    institution = isinstance(holder, Organisation)
    person = await network.build.member(organisation=holder) if isinstance(holder, Organisation) else None
    own = institution and case.own_key
    client = await organisation_client(holder) if own else secretariat
    door = "application"
    if case.join:
        door = "join" if own or "join" in RULES[type_].doors else "appointment"
    named = {"call_id": str(call.id)} if call and case.call_named and not case.join else {}

    asked = {key: value for key, value in form(space, holder, person).items() if key != "representatives"}
    said = good(await client.post("/v1/eligibility", json={**asked, "door": door, **named}))
    sent = {**form(space, holder, person), **named}
    if type_ is SpaceType.secretariat and case.join:
        sent["host_organisation_id"] = str(network.host.id)
    answer = await client.post(f"/v1/{'memberships' if case.join else 'applications'}", json=sent)

    codes = [found["code"] for found in said["findings"]]
    event(f"{door}: {' '.join(codes) or 'yes'}")
    assert said["eligible"] is not any(found["outcome"] == "fail" for found in said["findings"])
    if not said["eligible"]:
        assert refused(answer) == [found["code"] for found in said["findings"] if found["outcome"] == "fail"]
        assert answer.json()["findings"] == said["findings"]
        return
    body = good(answer, 201)
    if case.join:
        assert body["overridden"] == []
        return
    assert body["findings"] == said["findings"]
    await _accept(network, secretariat, body["id"], space)


async def _accept(network: Network, secretariat: AsyncClient, id_: str, space: Space) -> None:
    """Nothing has changed since: the decision finds what the applicant was told, and the constraints agree."""
    minutes: dict[str, Any] = {}
    if space.type is SpaceType.steering_group:
        record = {
            "body_id": str(space.id),
            "subject_type": "application",
            "subject_id": id_,
            "outcome": "approved",
        }
        record |= {"decided_on": str(TODAY), "minutes_reference": "SG 1"}
        minutes["decision_id"] = good(await secretariat.post("/v1/decisions", json=record), 201)["id"]
    seat = good(
        await secretariat.post(f"/v1/applications/{id_}/decision", json={"outcome": "accepted", **minutes})
    )
    assert seat["application_id"] == id_
