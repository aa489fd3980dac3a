"""What a space tells about itself as it stands: warnings, with their sentence and the way forward, never an obstacle."""

from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from api.models import Leader, MemberState, Space, Task
from api.rules.enums import LeaderRole, MemberStatus, SpaceType, TaskStatus
from api.rules.permissions import Role
from tests.answers import good
from tests.cast import leads, sits, the
from tests.days import LONG_AGO, TODAY, TOMORROW, YESTERDAY
from tests.factories import Build


async def signals(client: AsyncClient, space: Space, day: date | None = None) -> dict[str, dict[str, Any]]:
    body = good(await client.get(f"/v1/spaces/{space.id}", params={"as_of": str(day)} if day else {}))
    assert all(finding["outcome"] == "warn" and finding["quote"] for finding in body["signals"])
    return {finding["code"]: finding for finding in body["signals"]}


async def seats(build: Build, space: Space, number: int) -> None:
    for _ in range(number):
        individual = space.type in ("task_team", "language_community")
        await build.seat(space, await build.member() if individual else await build.organisation())


@pytest.mark.rule("S16", "R20")
@pytest.mark.parametrize(
    ("due_in", "expected"),
    [
        (-400, "mandate_expired"),
        (-1, "mandate_expired"),
        (0, "mandate_expired"),
        (1, "mandate_ending"),
        (90, "mandate_ending"),
        (91, None),
        (1000, None),
    ],
)
async def test_a_mandate_tells_that_it_ends_and_that_it_has_expired(
    public: AsyncClient, build: Build, due_in: int, expected: str | None
) -> None:
    due = TODAY + timedelta(days=due_in)
    group = await build.space(mandate=(date(2025, 3, 1), due), name="Advocacy")
    found = await signals(public, group)
    assert set(found) & {"mandate_expired", "mandate_ending"} == ({expected} if expected else set())
    if expected:
        assert found[expected]["params"] == {"space": "Advocacy", "due_on": str(due)}
        assert str(due) in found[expected]["detail"] and "Advocacy" in found[expected]["detail"]


@pytest.mark.rule("R5")
async def test_a_workstream_tells_the_same_of_its_own_period(public: AsyncClient, build: Build) -> None:
    stream = await build.space("workstream", due_on=TODAY)
    assert "mandate_expired" in await signals(public, stream)
    assert "mandate_ending" in await signals(public, stream, TODAY - timedelta(days=90))
    assert "mandate_ending" not in await signals(public, stream, TODAY - timedelta(days=91))


@pytest.mark.rule("R11")
async def test_between_mandates_there_is_nothing_to_tell_about_one(public: AsyncClient, build: Build) -> None:
    group = await build.space(mandate=False)
    assert set(await signals(public, group)) == {"size_outside_band", "no_leader"}
    assert good(await public.get(f"/v1/spaces/{group.id}"))["due_on"] is None


@pytest.mark.rule("R18")
async def test_a_size_outside_the_usual_is_told_at_either_end(public: AsyncClient, build: Build) -> None:
    stream = await build.space("workstream")
    usual = {0: False, 4: False, 5: True, 10: True, 11: False}
    for number, before in zip(usual, (0, *usual), strict=False):
        await seats(build, stream, number - before)
        found = await signals(public, stream)
        assert ("size_outside_band" not in found) is usual[number], number
        if not usual[number]:
            params = {"space": stream.name, "seats": number, "min": 5, "max": 10}
            assert found["size_outside_band"]["params"] == params


@pytest.mark.rule("R18", "S39")
async def test_a_language_community_has_no_usual_size(public: AsyncClient, build: Build) -> None:
    community = await build.space("language_community")
    assert set(await signals(public, community)) == {"no_leader"}
    assert good(await public.get(f"/v1/spaces/{community.id}"))["usual_size"] is None


@pytest.mark.rule("R6")
async def test_a_collaborative_of_one_working_group_only_is_told(public: AsyncClient, build: Build) -> None:
    one, two = await build.space(), await build.space()
    both = await build.space("collaborative", working_groups=[one, two])
    organisations = [await build.organisation() for _ in range(3)]
    for number, organisation in enumerate(organisations):
        await build.seat(both, organisation)
        await build.seat(one, organisation)
        told = number > 0  # of a single member nothing else could be true
        assert ("single_wg_only" in await signals(public, both)) is told
    await build.seat(two, organisations[0], starts_on=TODAY)
    assert "single_wg_only" not in await signals(public, both)
    assert "single_wg_only" in await signals(public, both, TODAY - timedelta(days=1))


@pytest.mark.rule("R22")
async def test_a_collaborative_that_lost_a_working_group_is_told(public: AsyncClient, build: Build) -> None:
    gone = await build.space(status="disbanded", ends_on=date(2026, 4, 1))
    space = await build.space("collaborative", working_groups=[await build.space(), gone])
    assert "eligibility_lapsed" in await signals(public, space)
    assert "eligibility_lapsed" in await signals(public, space, date(2026, 4, 1))
    assert "eligibility_lapsed" not in await signals(public, space, date(2026, 3, 31))


@pytest.mark.parametrize("status", ["approved", "disbanded", "rejected"])
async def test_only_a_proposal_and_a_space_at_work_have_any(
    secretariat: AsyncClient, build: Build, status: str
) -> None:
    assert await signals(secretariat, await build.space(status=status)) == {}


@pytest.mark.rule("S38", "R31")
async def test_a_space_that_nobody_leads_says_so_until_somebody_does(
    public: AsyncClient, build: Build
) -> None:
    community, member = await build.space("language_community"), await build.member()
    assert "no_leader" in await signals(public, community)
    await leads(build, member, community, Role.facilitator)
    assert "no_leader" not in await signals(public, community)


@pytest.mark.rule("R31")
async def test_who_was_to_act_until_a_day_leads_no_more_from_that_day_on(
    public: AsyncClient, build: Build
) -> None:
    team, member = await build.space("task_team"), await build.member()
    seat = await build.seat(team, member)
    acting = {"acting": True, "due_on": TODAY, "role": LeaderRole.convener, "starts_on": LONG_AGO}
    await build.rows(Leader(space_id=team.id, membership_id=seat.id, member_id=member.id, **acting))
    assert "no_leader" not in await signals(public, team, YESTERDAY)
    assert "no_leader" in await signals(public, team)


@pytest.mark.rule("R33")
async def test_who_is_suspended_neither_leads_nor_represents_meanwhile(
    public: AsyncClient, build: Build
) -> None:
    group = await build.space()
    somebody = await build.member(status=MemberStatus.suspended, since=TODAY)
    await build.rows(
        MemberState(member_id=somebody.id, status=MemberStatus.active, starts_on=LONG_AGO, ends_on=TODAY)
    )
    await leads(build, somebody, group)
    rest = {"no_leader", "seat_without_representative"}
    assert rest <= set(await signals(public, group))
    assert not rest & set(await signals(public, group, YESTERDAY))


@pytest.mark.rule("R2", "R32")
async def test_a_seat_that_nobody_fills_or_nobody_agreed_to_fill_is_told_on_those_days(
    public: AsyncClient, build: Build
) -> None:
    group, organisation = await build.space(), await build.organisation()
    person = await build.member(organisation=organisation)
    seat = await build.seat(group, organisation)
    await build.representative(seat, person, ends_on=TODAY)
    await build.representative(seat, person, starts_on=TODAY, agreed=False)
    await build.representative(seat, await build.member(), role="alternate")
    assert "seat_without_representative" not in await signals(public, group, YESTERDAY)
    found = (await signals(public, group))["seat_without_representative"]
    assert found["params"] == {"space": group.name}


@pytest.mark.rule("R22")
async def test_a_seat_that_lost_its_linked_seat_is_told_and_one_that_kept_one_is_not(
    public: AsyncClient, build: Build
) -> None:
    one, two = await build.space(), await build.space()
    both = await build.space("collaborative", working_groups=[one, two])
    for ends_on in (None, TODAY):
        organisation = await build.organisation()
        await build.seat(one, organisation, ends_on=ends_on)
        await build.seat(two, organisation, ends_on=YESTERDAY)
        await build.seat(both, organisation)
        lapsed = "eligibility_lapsed" in await signals(public, both)
        assert lapsed is (ends_on is not None)
    assert "eligibility_lapsed" not in await signals(public, both, YESTERDAY)


@pytest.mark.rule("S22", "R3")
async def test_a_seat_of_which_no_linked_seat_was_asked_has_none_to_lose(
    public: AsyncClient, build: Build
) -> None:
    both = await build.space("collaborative")
    await build.seat(both, await build.organisation(), overridden=["linked_wg_seat_required"])
    assert "eligibility_lapsed" not in await signals(public, both)


@pytest.mark.rule("R22", "R27")
async def test_what_is_no_working_group_any_more_keeps_no_collaborative_alive(
    public: AsyncClient, build: Build
) -> None:
    space = await build.space("collaborative")
    link = await build.space("collaborative", working_groups=[await build.space(), space])
    assert "eligibility_lapsed" in await signals(public, link)


async def task(build: Build, space: Space, title: str = "Write", **columns: Any) -> Task:
    row = Task(space_id=space.id, title=title, **{"starts_on": LONG_AGO, **columns})
    await build.rows(row)
    return row


@pytest.mark.rule("R11", "S23", "S33")
async def test_a_space_whose_last_task_is_done_may_disband_from_that_day(
    public: AsyncClient, build: Build
) -> None:
    team = await build.space("task_team")
    assert "ready_to_disband" not in await signals(public, team)
    await task(build, team, status=TaskStatus.dropped, closed_on=LONG_AGO)
    assert "ready_to_disband" not in await signals(public, team)
    await task(build, team, status=TaskStatus.done, closed_on=TODAY)
    assert "ready_to_disband" in await signals(public, team)
    assert "ready_to_disband" not in await signals(public, team, YESTERDAY)
    await task(build, team, starts_on=TODAY)
    assert "ready_to_disband" not in await signals(public, team)


@pytest.mark.rule("S16")
async def test_a_working_group_does_not_disband_by_its_tasks(public: AsyncClient, build: Build) -> None:
    group = await build.space()
    await task(build, group, status=TaskStatus.done, closed_on=TODAY)
    assert "ready_to_disband" not in await signals(public, group)


class TestForThoseInside:
    """What waits for whoever decides, and what one body or one task is about, is not for everybody who looks."""

    @pytest.mark.rule("S33")
    async def test_a_task_is_overdue_the_day_after_it_was_due(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team")
        await task(build, team, "Due tomorrow", due_on=TOMORROW)
        await task(build, team, "Due today", due_on=TODAY)
        await task(build, team, "Done", due_on=LONG_AGO, status=TaskStatus.done, closed_on=TODAY)
        assert "task_overdue" not in await signals(secretariat, team)
        await task(build, team, "Late", due_on=YESTERDAY)
        found = (await signals(secretariat, team))["task_overdue"]
        assert found["params"] == {"space": team.name, "task": "Late", "due_on": str(YESTERDAY)}
        assert "task_overdue" not in await signals(public, team)
        assert found["params"]["task"] not in (await public.get(f"/v1/spaces/{team.id}")).text

    @pytest.mark.rule("S15", "S32", "R13")
    async def test_applications_wait_since_they_came(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        team = await build.space("task_team")
        await build.application(team, await build.member(), status="declined")
        assert "applications_waiting" not in await signals(secretariat, team)
        await build.application(team, await build.member())
        await build.application(
            team,
            await build.member(),
            received_on=YESTERDAY,
            received_by="e-mail",
            consent_given_on=YESTERDAY,
            consent_source="e-mail",
        )
        found = (await signals(secretariat, team))["applications_waiting"]
        assert found["params"] == {"space": team.name, "waiting": 2, "since": str(YESTERDAY)}
        assert "applications_waiting" not in await signals(secretariat, team, YESTERDAY)
        assert "applications_waiting" not in await signals(public, team)

    @pytest.mark.rule("R16")
    async def test_a_proposal_waits_since_it_was_made(self, secretariat: AsyncClient, build: Build) -> None:
        found = await signals(secretariat, await build.space(status="proposed"))
        assert {code: one["params"]["since"] for code, one in found.items()} == {
            "proposal_waiting": str(LONG_AGO)
        }

    @pytest.mark.rule("R28")
    async def test_a_term_that_ends_within_ninety_days_is_told_and_no_other_seats_day_is(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        steering = await the(build, SpaceType.steering_group)
        for days, told in ((91, False), (90, True), (0, False)):
            due_on = TODAY + timedelta(days=days)
            await build.seat(steering, await build.organisation(), due_on=due_on)
            found = await signals(secretariat, steering)
            assert ("term_ending" in found) is (told or days == 0)
            if told:
                assert found["term_ending"]["params"] == {"space": steering.name, "due_on": str(due_on)}

    @pytest.mark.rule("S7")
    async def test_a_steering_representative_whose_seniority_nobody_attested_is_told(
        self, secretariat: AsyncClient, public: AsyncClient, build: Build
    ) -> None:
        steering, group = await the(build, SpaceType.steering_group), await build.space()
        await sits(build, await build.member(), group)
        assert "seniority_not_attested" not in await signals(secretariat, group)
        seat = await build.seat(steering, await build.organisation())
        assert "seniority_not_attested" not in await signals(secretariat, steering)
        await build.representative(seat, await build.member(), attested_senior_on=TODAY)
        assert "seniority_not_attested" not in await signals(secretariat, steering)
        assert "seniority_not_attested" in await signals(secretariat, steering, YESTERDAY)
        assert "seniority_not_attested" not in await signals(public, steering, YESTERDAY)


async def test_are_told_in_the_language_of_whoever_asks(public: AsyncClient, build: Build) -> None:
    group = await build.space()
    told = set()
    for language in ("en", "fr", "es", "pt", "ar"):
        answer = await public.get(f"/v1/spaces/{group.id}", headers={"Accept-Language": language})
        found = good(answer)["signals"]
        assert [one["quote"] for one in found if one["code"] == "size_outside_band"] == [
            "Average # of members"
        ]
        told |= {one["detail"] for one in found}
    assert len(told) == 10


class TestOfASeat:
    """The seat itself shows what is to be done about it, and on the roster everybody sees its gap."""

    @pytest.mark.rule("R32", "R2")
    async def test_shows_that_nobody_fills_it_until_somebody_agreed(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        group, organisation = await build.space(), await build.organisation()
        filled = await sits(build, await build.member(), group)
        seat = await build.seat(group, organisation)
        await build.representative(seat, await build.member(organisation=organisation), agreed=False)
        shown = {
            one["membership_id"]: [finding["code"] for finding in one["signals"]]
            for one in good(await public.get(f"/v1/spaces/{group.id}/roster"))["items"]
        }
        assert shown == {str(filled.id): [], str(seat.id): ["seat_without_representative"]}
        (found,) = good(await secretariat.get(f"/v1/memberships/{seat.id}"))["signals"]
        assert (found["params"], found["source"]) == ({"space": group.name}, "R32")

    @pytest.mark.rule("R28", "S7")
    async def test_shows_its_term_and_seniority_to_those_whose_it_is_alone(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        steering = await the(build, SpaceType.steering_group)
        seat = await sits(build, await build.member(), steering)
        seat.due_on = TODAY + timedelta(days=90)
        await build.session.flush()
        found = good(await secretariat.get(f"/v1/memberships/{seat.id}"))["signals"]
        assert [one["code"] for one in found] == ["seniority_not_attested", "term_ending"]
        (shown,) = good(await public.get(f"/v1/spaces/{steering.id}/roster"))["items"]
        assert shown["signals"] == []
