"""What the demo spaces work on: made up, marked as such, and as the rules would have it."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from api.demo import load
from api.demo.days import months_before
from api.demo.ledger import status_on
from api.demo.plan import Plan, plan
from api.rules import plans
from api.rules.enums import SpaceStatus, SpaceType, TaskStatus
from tests.answers import good
from tests.days import TODAY

if TYPE_CHECKING:
    from tests.harness import Api

DAYS = [TODAY, date(2027, 3, 31), date(2028, 2, 29), date(2030, 1, 1)]


@pytest.mark.parametrize("today", DAYS)
def test_spaces_are_linked_while_both_are_at_work_and_say_that_it_is_made_up(today: date) -> None:
    made = plan(today)
    for linkage in made.work.linkages:
        last = linkage.ends_on or made.today
        for slug in (linkage.from_space, linkage.to_space):
            space = made.network[slug]
            assert status_on(space, linkage.starts_on) is SpaceStatus.active, slug
            assert space.ends_on is None or last <= space.ends_on, slug
        assert linkage.purpose.startswith("Demo data: ")


@pytest.mark.parametrize("today", DAYS)
def test_tasks_are_of_a_space_at_work_and_of_people_who_sit_there(today: date) -> None:
    made = plan(today)
    seats = {
        (seat.space, person)
        for seat in made.seats
        if seat.live_on(made.today)
        for person in (seat.holder, *(one.member for one in seat.representatives))
    }
    for task in made.work.tasks:
        assert status_on(made.network[task.space], task.starts_on) is SpaceStatus.active
        assert (task.closed_on is None) == (task.status is TaskStatus.open)
        assert task.closed_on is None or task.starts_on <= task.closed_on <= made.today
        assert task.owner is None or (task.space, task.owner) in seats


@pytest.mark.rule("R11")
def test_one_team_has_done_all_it_had_to_and_others_have_not(demo: Plan) -> None:
    left = {task.space for task in demo.work.tasks if task.status is TaskStatus.open}
    through = {task.space for task in demo.work.tasks} - left
    at_work = {slug for slug in through if demo.network[slug].status is SpaceStatus.active}
    assert at_work == {"inclusive-education-and-disability"}
    overdue = {
        task.space
        for task in demo.work.tasks
        if not task.closed_on and task.due_on and task.due_on < demo.today
    }
    assert overdue == {"data-and-evidence", "gender"}


@pytest.mark.rule("S8", "S18")
def test_each_mandate_has_its_work_plan_and_the_steering_group_its_goals(demo: Plan) -> None:
    for one in demo.work.plans:
        type_ = demo.network[one.space].type
        assert plans.may_have(type_, one.kind)
        assert (one.mandate is not None) == (type_ in plans.OF_A_MANDATE)
        assert (one.adopted_on is None) or ((one.decision is None) == (one.minutes_reference is not None))
    live = {space.slug for space in demo.network.spaces if space.mandate}
    assert live == {one.space for one in demo.work.plans if one.mandate and one.adopted_on}
    decided = [one for one in demo.work.plans if one.decision]
    assert [(one.space, one.adopted_on) for one in decided] == [
        ("steering-group", months_before(demo.today, 18))
    ]


@pytest.mark.rule("S19", "S20", "S21", "S40")
async def test_the_diagram_shows_as_fact_what_the_seed_says_and_marks_the_rest(committed_db: "Api") -> None:
    await load.load(committed_db.database, TODAY)
    public = await committed_db.as_role("public")
    network = good(await public.get("/v1/network"))
    assert len(network["nodes"]) == 20
    names = {node["id"]: node["slug"] for node in network["nodes"]}
    types = {node["id"]: node["type"] for node in network["nodes"]}
    facts = [edge for edge in network["edges"] if not edge["is_demo"]]
    assert {(edge["kind"], names[edge["to_id"]]) for edge in facts} == {("parent", "standards-and-practice")}
    assert {types[edge["from_id"]] for edge in facts} == {SpaceType.workstream}
    assert {edge["kind"] for edge in network["edges"] if edge["is_demo"]} == {
        "sponsor",
        "supports",
        "shared_activity",
        "technical_guidance",
    }
    then = good(await public.get("/v1/network", params={"as_of": str(months_before(TODAY, 90))}))
    lines = {names.get(edge["from_id"], "pss-guidance-note") for edge in then["edges"]}
    assert lines == {"pss-guidance-note"}
    assert all(edge["is_demo"] for edge in then["edges"])
