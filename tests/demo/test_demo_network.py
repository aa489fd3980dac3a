"""The demo network is what the seed and the issue say it is, and the same every time."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pycountry
import pytest

from api.demo.names import customs
from api.demo.plan import Plan, plan
from api.rules.enums import EndReason, MemberStatus, SpaceStatus, SpaceType
from api.rules.findings import eligible

# What the seed names


def test_the_spaces_are_those_that_the_seed_names_and_one_that_says_it_is_made_up(demo: Plan) -> None:
    counts = Counter(space.type for space in demo.network.spaces)
    assert counts == {
        SpaceType.steering_group: 1,
        SpaceType.secretariat: 1,
        SpaceType.working_group: 3,
        SpaceType.workstream: 3,
        SpaceType.collaborative: 3,
        SpaceType.reference_group: 2,
        SpaceType.task_team: 4,
        SpaceType.language_community: 4,
    }
    made_up = [space for space in demo.network.spaces if space.demo]
    assert [space.slug for space in made_up] == ["demo-reference-group"]
    assert "Demo" in made_up[0].name
    assert {space.language for space in demo.network.spaces} == {None, "ar", "fr", "pt", "es"}


@pytest.mark.rule("S17", "S20", "S21", "S34", "S35")
def test_todays_spaces_bear_the_names_that_the_seed_gives_them(demo: Plan) -> None:
    def named(type_: SpaceType) -> set[str]:
        return {space.slug for space in demo.network.spaces if space.type is type_}

    assert named(SpaceType.working_group) == {"advocacy", "education-policy", "standards-and-practice"}
    assert named(SpaceType.workstream) == {
        "knowledge-management",
        "monitoring-and-evaluation",
        "professional-development",
    }
    parents = {space.parent for space in demo.network.spaces if space.type is SpaceType.workstream}
    assert parents == {"standards-and-practice"}
    assert named(SpaceType.collaborative) == {"pss-sel", "teachers-in-crisis-contexts", "data-and-evidence"}
    assert named(SpaceType.task_team) == {
        "adolescents-and-youth",
        "gender",
        "inclusive-education-and-disability",
        "technology-and-education-in-crises",
    }
    assert named(SpaceType.language_community) == {
        f"{language}-language-community" for language in ("arabic", "french", "portuguese", "spanish")
    }


@pytest.mark.rule("S29", "S30")
def test_the_guidance_note_group_completed_its_tasks_and_everything_else_is_active(demo: Plan) -> None:
    ended = [space for space in demo.network.spaces if space.status is not SpaceStatus.active]
    assert [(space.slug, space.status, space.end_reason) for space in ended] == [
        ("pss-guidance-note", SpaceStatus.disbanded, EndReason.tasks_completed)
    ]


@pytest.mark.rule("S19", "S21", "S25", "S40")
def test_no_linkage_is_shown_as_fact_beyond_the_seed(demo: Plan) -> None:
    for space in demo.network.spaces:
        assert space.links_are_demo == bool(space.working_groups or space.supports), space.slug


@pytest.mark.rule("S16", "R20")
def test_one_mandate_is_past_its_due_day_and_the_others_are_not(demo: Plan) -> None:
    due = {space.slug: space.mandate.due_on for space in demo.network.spaces if space.mandate}
    assert len(due) == 3
    assert [slug for slug, day in due.items() if day <= demo.today] == ["education-policy"]


@pytest.mark.rule("S21", "R6")
def test_every_collaborative_crosses_two_working_groups_within_their_mandates(demo: Plan) -> None:
    within = {
        space.slug for space in demo.network.spaces if space.mandate and demo.today < space.mandate.due_on
    }
    for space in demo.network.spaces:
        if space.type is SpaceType.collaborative:
            assert len(within.intersection(space.working_groups)) >= 2, space.slug


@pytest.mark.rule("S9", "R16")
def test_the_steering_group_approved_working_groups_and_task_teams_alone(demo: Plan) -> None:
    approved = {space.type for space in demo.network.spaces if space.approval}
    assert approved == {SpaceType.working_group, SpaceType.task_team}
    assert all(space.approval for space in demo.network.spaces if space.type in approved)


# Three different counts (S1)


@pytest.mark.rule("S1")
def test_15000_active_members_live_in_190_countries(demo: Plan) -> None:
    active = [person for person in demo.people if person.status is MemberStatus.active]
    assert len(active) == 15_000
    assert {person.country for person in active} == set(customs())
    assert len(customs()) == 190
    assert all(pycountry.countries.get(alpha_2=country) for country in customs())


@pytest.mark.rule("S1", "R24")
def test_130_of_400_organisations_are_partners_today(demo: Plan) -> None:
    assert len({organisation.slug for organisation in demo.organisations}) == 400
    assert sum(organisation.is_partner_on(demo.today) for organisation in demo.organisations) == 130
    former = [o for o in demo.organisations if o.partnerships and not o.is_partner_on(demo.today)]
    assert len(former) == 12


def test_the_network_grew_as_the_growth_figures_say(demo: Plan) -> None:
    def members(years_ago: int) -> int:
        day = demo.today - timedelta(days=round(365.25 * years_ago))
        return sum(person.status_on(day) is MemberStatus.active for person in demo.people)

    assert 3000 < members(14) < 3700  # 5,000 of 22,000, to the scale of 15,000
    assert 7300 < members(9) < 8400
    assert members(14) < members(9) < members(6) < members(3) < members(0) == 15_000


# The same network every time


def test_the_same_day_gives_the_same_network(demo: Plan) -> None:
    assert plan(demo.today) == demo


@pytest.mark.parametrize("today", [date(2027, 3, 31), date(2028, 2, 29), date(2030, 1, 1)])
def test_on_another_day_only_the_days_differ(demo: Plan, ledger: Any, today: date) -> None:
    later = plan(today)
    assert [person.email for person in later.people] == [person.email for person in demo.people]
    judged = type(ledger)(later)
    assert all(eligible(judged.judge_seat(seat)) for seat in later.seats)
    for application in later.applications:
        assert eligible(judged.judge_application(application, application.submitted_on))
        found = [f.code for f in judged.judge_application(application, today) if f.outcome == "fail"]
        assert tuple(found) == application.refused_with


@pytest.mark.rule("R28")
def test_no_term_ends_the_seat_that_is_exempt(demo: Plan) -> None:
    (exempt,) = [seat for seat in demo.seats if seat.term_exempt_reason is not None]
    assert (exempt.due_on, exempt.ends_on) == (None, None)
