"""Who decides on an application: those the rulebook names, and never on their own organisation's or their own (R23)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from api import clock
from api.models import Application, Member, Organisation, Space
from api.rules.enums import SpaceType
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused
from tests.cast import cast, employed, sits, speaks_for, the
from tests.days import LONG_AGO, TODAY
from tests.factories import Build
from tests.steps import applied, decide, on_top

Caller = Callable[..., Awaitable[AsyncClient]]
WITH_REASON = {"reason": "No room this year."}


async def a_leader(build: Build, space: Space) -> Member:
    return await cast(build, Role.leader, space)


async def test_the_conveners_of_a_task_team_decide_on_who_applies(build: Build, as_person: Caller) -> None:
    team = await build.space("task_team")
    convener = await as_person(await a_leader(build, team))
    application = await build.application(team, await build.member())
    assert good(await decide(convener, application))["space_id"] == str(team.id)


async def test_of_another_team_they_see_and_decide_nothing(build: Build, as_person: Caller) -> None:
    convener = await as_person(await a_leader(build, await build.space("task_team")))
    application = await build.application(await build.space("task_team"), await build.member())
    assert problem(await decide(convener, application)) == (404, "not_found")


async def test_a_parents_chair_decides_for_its_workstreams(build: Build, as_person: Caller) -> None:
    group = await build.space("working_group")
    workstream = await build.space("workstream", parent=group)
    chair = await as_person(await a_leader(build, group))
    organisation = await build.organisation()
    await build.seat(group, organisation)
    application = await applied(build, workstream, organisation)
    assert good(await decide(chair, application))["organisation_id"] == str(organisation.id)


async def test_a_workstreams_own_lead_does_not_decide_for_it(build: Build, as_person: Caller) -> None:
    workstream = await build.space("workstream")
    lead = await as_person(await a_leader(build, workstream))
    application = await applied(build, workstream)
    assert problem(await decide(lead, application)) == (403, "forbidden")


async def test_a_working_groups_chair_does_not_decide_for_it(build: Build, as_person: Caller) -> None:
    group = await build.space("working_group")
    chair = await as_person(await a_leader(build, group))
    assert problem(await decide(chair, await applied(build, group))) == (403, "forbidden")


@pytest.mark.parametrize("form", [{"override_reason": "Known to us."}, {"grant_partner": True}])
async def test_only_the_secretariat_overrides_or_grants(
    build: Build, as_person: Caller, form: dict[str, Any]
) -> None:
    team = await build.space("task_team")
    convener = await as_person(await a_leader(build, team))
    application = await build.application(team, await build.member())
    assert problem(await decide(convener, application, **form)) == (403, "forbidden")


async def test_where_conveners_decide_alone_the_secretariat_does_not(
    build: Build, as_role: Caller, secretariat: AsyncClient
) -> None:
    team = await build.space("task_team")
    await a_leader(build, team)
    application = await build.application(team, await build.member())
    for caller in (secretariat, await as_role("staff")):
        assert problem(await decide(caller, application)) == (403, "forbidden")


async def test_where_there_is_no_convener_the_secretariat_decides(build: Build, as_role: Caller) -> None:
    application = await build.application(await build.space("task_team"), await build.member())
    assert good(await decide(await as_role("staff"), application))


@pytest.mark.rule("R23")
async def test_nobody_decides_on_their_own_application_so_it_goes_to_the_secretariat(
    build: Build, as_person: Caller, as_role: Caller
) -> None:
    team = await build.space("task_team")
    convener = await a_leader(build, team)
    application = await build.application(team, convener)
    own = await decide(await as_person(convener), application, "declined", **WITH_REASON)
    assert refused(own) == ["own_application"]
    assert good(await decide(await as_role("staff"), application, "declined", **WITH_REASON))


async def works(build: Build, member: Member, organisation: Organisation) -> None:
    await build.affiliation(member, organisation)


async def worked_at_submission(build: Build, member: Member, organisation: Organisation) -> None:
    await build.affiliation(member, organisation, ends_on=TODAY)


async def speaks(build: Build, member: Member, organisation: Organisation) -> None:
    await speaks_for(build, member, organisation)


async def fills_another_seat(build: Build, member: Member, organisation: Organisation) -> None:
    await sits(build, member, await build.space("working_group"), organisation)


TIES = [works, worked_at_submission, speaks, fills_another_seat]


@pytest.mark.rule("R23")
@pytest.mark.parametrize("tied", TIES, ids=lambda tied: str(tied.__name__))
async def test_nobody_decides_on_their_organisations_application(
    build: Build, as_person: Caller, as_role: Caller, tied: Callable[..., Awaitable[None]]
) -> None:
    workstream, applicant = await build.space("workstream"), await build.organisation()
    group = await build.session.get_one(Space, workstream.parent_id)
    chair = await a_leader(build, group)
    await build.seat(group, applicant)
    application = await applied(build, workstream, applicant, submitted_at=clock.now() - timedelta(days=30))
    await tied(build, chair, applicant)
    decided = await decide(await as_person(chair), application, "declined", **WITH_REASON)
    assert refused(decided) == ["own_application"]
    assert good(await decide(await as_role("staff"), application, "declined", **WITH_REASON))


async def test_whoever_left_the_organisation_before_it_applied_decides(
    build: Build, as_person: Caller
) -> None:
    workstream, applicant = await build.space("workstream"), await build.organisation()
    group = await build.session.get_one(Space, workstream.parent_id)
    chair = await a_leader(build, group)
    await build.affiliation(chair, applicant, starts_on=LONG_AGO, ends_on=TODAY - timedelta(days=60))
    application = await applied(build, workstream, applicant, submitted_at=clock.now())
    assert good(await decide(await as_person(chair), application, "declined", **WITH_REASON))


async def hosted(build: Build, host: Organisation, as_person: Caller) -> AsyncClient:
    staff = await build.member()
    await employed(build, staff, host)
    return await as_person(staff, two_factors=True)


@pytest.mark.rule("R23")
async def test_staff_hosted_by_the_applicant_step_aside(
    build: Build, as_person: Caller, as_role: Caller
) -> None:
    host = await build.organisation(partner=True)
    application = await applied(build, await build.space("working_group"), host)
    staff = await hosted(build, host, as_person)
    assert refused(await decide(staff, application, "declined", **WITH_REASON)) == ["own_application"]
    assert good(await decide(await as_role("staff"), application, "declined", **WITH_REASON))


@pytest.mark.rule("R23")
async def test_if_nobody_is_left_a_recorded_steering_group_decision_decides(
    build: Build, as_person: Caller
) -> None:
    host = await build.organisation(partner=True)
    application: Application = await applied(build, await build.space("working_group"), host)
    staff = await hosted(build, host, as_person)
    body = await the(build, SpaceType.steering_group)
    recorded = await build.decision(application, body=body)
    assert good(await decide(staff, application, decision_id=str(recorded.id)))["organisation_id"]


@pytest.mark.rule("R23")
async def test_no_override_lets_anybody_decide_for_themselves(build: Build, as_person: Caller) -> None:
    host = await build.organisation(partner=True)
    application = await applied(build, await build.space("working_group"), host)
    staff = await hosted(build, host, as_person)
    answer = await decide(staff, application, override_reason="There is nobody else.")
    assert refused(answer) == ["own_application"]


@pytest.mark.rule("S32", "R33")
async def test_a_suspended_convener_decides_nothing_and_the_secretariat_does(
    build: Build, secretariat: AsyncClient
) -> None:
    team = await build.space("task_team")
    convener = await a_leader(build, team)
    application = await build.application(team, await build.member())
    assert problem(await decide(secretariat, application, "declined", **WITH_REASON)) == (403, "forbidden")
    good(await on_top(secretariat, "PATCH", f"/v1/members/{convener.id}", status="suspended"))
    assert good(await decide(secretariat, application, "declined", **WITH_REASON))


@pytest.mark.rule("R20", "R22", "R26")
async def test_leaders_date_no_seat_back_to_a_day_on_which_it_would_have_been_allowed(
    build: Build, as_person: Caller
) -> None:
    group, other = await build.space(), await build.space()
    both = await build.space("collaborative", working_groups=[group, other])
    organisation = await build.organisation()
    await build.seat(group, organisation, ends_on=TODAY, end_reason="mandate_ended")
    application = await applied(build, both, organisation)
    convener = await as_person(await a_leader(build, both))
    assert refused(await decide(convener, application)) == ["linked_wg_seat_required"]
    back = await decide(convener, application, starts_on=str(TODAY - timedelta(days=1)))
    assert malformed(back) == {"/starts_on": "in_the_past"}
