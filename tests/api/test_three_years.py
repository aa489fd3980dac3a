"""The life of a part of the network over HTTP, from the first proposal to the last closing, day by day.

What the network said of itself on six evenings it still says years later, asked as of those days.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from httpx import AsyncClient

from api.models import Member, Organisation, Space
from tests.answers import disband, good, problem, refused, step
from tests.cast import employed
from tests.conftest import Clock
from tests.factories import Build
from tests.harness import Api
from tests.steps import on_top

FORMED, CHANGED, DUE, LATE, DONE, CLOSED = (
    date(2026, 9, 1),
    date(2027, 3, 15),
    date(2029, 9, 1),
    date(2029, 11, 5),
    date(2030, 6, 3),
    date(2031, 2, 10),
)


@dataclass
class Story:
    """Who takes part, and what was heard on the evenings."""

    api: Api
    build: Build
    clock: Clock
    staff: Member
    council: Space
    organisations: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, Member] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    heard: dict[date, list[Any]] = field(default_factory=dict)

    async def as_staff(self) -> AsyncClient:
        return await self.api.as_person(self.staff, two_factors=True)

    async def person(self, name: str) -> AsyncClient:
        return await self.api.as_person(self.people[name])

    async def decided(self, subject_type: str, subject_id: str, outcome: str = "approved") -> str:
        """The Steering Group's decision of today, recorded with its minutes (R17)."""
        from api import clock

        form = {
            "body_id": str(self.council.id),
            "subject_type": subject_type,
            "subject_id": subject_id,
            "outcome": outcome,
            "decided_on": str(clock.today()),
            "minutes_reference": f"SG {clock.today()}",
        }
        answer = good(await (await self.as_staff()).post("/v1/decisions", json=form), 201)
        assert answer["recorded_by"] == str(self.staff.id)
        return str(answer["id"])

    async def forms(self, name: str, type_: str, **built_on: Any) -> str:
        """Proposed, approved by whom the rulebook names, and active."""
        staff = await self.as_staff()
        form = {"type": type_, "name": name, **built_on}
        id_ = str(good(await staff.post("/v1/spaces", json=form), 201)["id"])
        if type_ in {"working_group", "task_team"}:
            assert refused(await step(staff, id_, "approved")) == ["steering_group_approval_missing"]
            await self.decided("space", id_)
        good(await step(staff, id_, "approved"))
        good(await step(staff, id_, "active"))
        self.spaces[name] = id_
        return id_

    async def sits(self, organisation: str, space: str) -> str:
        """Applies by its focal point's hand, the secretariat's here, and is accepted; the seat."""
        staff = await self.as_staff()
        body = self.organisations[organisation]
        form = {
            "space_id": self.spaces[space],
            "organisation_id": str(body.id),
            "representatives": [{"role": "primary", "member_id": str(self.people[organisation].id)}],
            **recorded(),
        }
        application = good(await staff.post("/v1/applications", json=form), 201)["id"]
        path = f"/v1/applications/{application}/decision"
        return str(good(await staff.post(path, json={"outcome": "accepted"}))["id"])

    async def listen(self) -> list[Any]:
        """What the network says of today."""
        from api import clock

        return await self.ask(clock.today())

    async def ask(self, day: date) -> list[Any]:
        staff = await self.as_staff()
        paths = ["/v1/network", "/v1/statistics", "/v1/spaces?limit=200"]
        for id_ in self.spaces.values():
            paths += [f"/v1/spaces/{id_}/roster", f"/v1/spaces/{id_}/leaders"]
        told = []
        for path in paths:
            answer = await staff.get(path, params={"as_of": str(day)})
            told.append(timeless(answer.json()) if answer.is_success else answer.status_code)
        return told


def recorded() -> dict[str, Any]:
    from api import clock

    on = str(clock.today())
    return {
        "recorded": {"received_on": on, "means": "e-mail", "consent": {"given_on": on, "source": "e-mail"}}
    }


def timeless(told: Any) -> Any:
    """Without the instants of edits, which are no fact of the day, and overrides, which stand with the record."""
    if isinstance(told, dict):
        return {key: timeless(value) for key, value in told.items() if key != "updated_at"}
    return [timeless(one) for one in told] if isinstance(told, list) else told


@pytest.fixture
async def story(api: Api, build: Build, clock: Clock) -> Story:
    clock.set(FORMED)
    council = await build.space("steering_group", starts_on=date(2020, 1, 1))
    staff = await build.member("Staff")
    made = Story(api, build, clock, staff, council)
    for name in ("Alpha", "Beta", "Gamma", "Delta"):
        made.organisations[name] = await build.organisation(name, partner=True)
        made.people[name] = await build.member(f"{name} person", organisation=made.organisations[name])
    made.people["Alpha's next"] = await build.member(organisation=made.organisations["Alpha"])
    await employed(build, staff, made.organisations["Delta"])
    return made


@pytest.mark.rule(
    "S9", "S13", "S15", "S16", "S19", "S21", "S22", "S23", "R2", "R5", "R11", "R17", "R20", "R22", "R23"
)
async def test_what_the_network_was_on_any_day_it_can_still_say(story: Story) -> None:
    for day, chapter in (
        (FORMED, forming),
        (CHANGED, changing),
        (DUE, expiring),
        (LATE, extending),
        (DONE, finishing),
        (CLOSED, closing),
    ):
        story.clock.set(day)
        await chapter(story)
        story.heard[day] = await story.listen()
    assert len({str(told) for told in story.heard.values()}) == len(story.heard)
    story.clock.set(date(2031, 12, 1))
    for day, told in story.heard.items():
        assert await story.ask(day) == told, day


async def forming(story: Story) -> None:
    """Two working groups; organisations apply, and nobody decides on their own (R23)."""
    staff = await story.as_staff()
    await story.forms("Advocacy", "working_group")
    await story.forms("Policy", "working_group")
    assert good(await staff.get(f"/v1/spaces/{story.spaces['Advocacy']}"))["due_on"] == "2029-09-01"
    for organisation in ("Alpha", "Beta"):
        await story.sits(organisation, "Advocacy")
    await story.sits("Alpha", "Policy")
    await _conflict(story)
    await _leader(story, "Advocacy", "Alpha", "chair")
    await _workstream(story)
    groups = [story.spaces["Advocacy"], story.spaces["Policy"]]
    await story.forms("Teachers", "collaborative", working_group_ids=groups)
    await story.sits("Alpha", "Teachers")
    await story.sits("Beta", "Teachers")
    await _leader(story, "Teachers", "Beta", "convener")
    for title in ("Write the note", "Translate it"):
        path = f"/v1/spaces/{story.spaces['Teachers']}/tasks"
        good(await (await story.person("Beta")).post(path, json={"title": title}), 201)
    link = {
        "from_id": story.spaces["Teachers"],
        "to_id": story.spaces["Policy"],
        "kind": "technical_guidance",
        "purpose": "Advice on teachers",
    }
    good(await staff.post("/v1/linkages", json=link), 201)


async def _conflict(story: Story) -> None:
    """Delta hosts the member of staff, who steps aside; a colleague hosted elsewhere decides (R23)."""
    other = await story.build.member("Colleague")
    await employed(story.build, other, story.organisations["Gamma"])
    staff, colleague = await story.as_staff(), await story.api.as_person(other, two_factors=True)
    form = {
        "space_id": story.spaces["Policy"],
        "organisation_id": str(story.organisations["Delta"].id),
        "representatives": [{"role": "primary", "member_id": str(story.people["Delta"].id)}],
        **recorded(),
    }
    application = good(await staff.post("/v1/applications", json=form), 201)["id"]
    path = f"/v1/applications/{application}/decision"
    assert refused(await staff.post(path, json={"outcome": "accepted"})) == ["own_application"]
    good(await colleague.post(path, json={"outcome": "accepted"}))


async def _leader(story: Story, space: str, who: str, role: str) -> None:
    form = {"member_id": str(story.people[who].id), "role": role}
    path = f"/v1/spaces/{story.spaces[space]}/leaders"
    good(await (await story.as_staff()).post(path, json=form), 201)


async def _workstream(story: Story) -> None:
    """Proposed and approved by the chair of its working group (R16); only its members sit there (R4)."""
    chair = await story.person("Alpha")
    form = {"type": "workstream", "name": "Evidence", "parent_id": story.spaces["Advocacy"]}
    id_ = good(await chair.post("/v1/spaces", json=form), 201)["id"]
    good(await step(chair, id_, "approved"))
    assert good(await step(chair, id_, "active"))["due_on"] == "2029-09-01"
    story.spaces["Evidence"] = id_
    await story.sits("Beta", "Evidence")
    asked = {"space_id": id_, "organisation_id": str(story.organisations["Delta"].id)}
    verdict = good(await (await story.as_staff()).post("/v1/eligibility", json=asked))
    assert [one["code"] for one in verdict["findings"] if one["outcome"] == "fail"] == [
        "parent_wg_seat_required"
    ]


async def changing(story: Story) -> None:
    """Alpha's representative leaves and is replaced; the seat and its history stay (R2)."""
    staff = await story.as_staff()
    roster = good(await staff.get(f"/v1/spaces/{story.spaces['Advocacy']}/roster"))["items"]
    seat = next(one for one in roster if one["organisation_name"] == "Alpha")
    path = f"/v1/memberships/{seat['membership_id']}"
    good(await on_top(staff, "DELETE", f"{path}/representatives/primary", path))
    signals = good(await staff.get(f"/v1/spaces/{story.spaces['Advocacy']}"))["signals"]
    assert {"seat_without_representative", "no_leader"} <= {one["code"] for one in signals}
    successor = {"member_id": str(story.people["Alpha's next"].id)}
    after = good(await on_top(staff, "PUT", f"{path}/representatives/primary", path, **successor))
    assert (after["id"], after["starts_on"]) == (seat["membership_id"], str(FORMED))
    chair = await story.person("Alpha")
    form = {"type": "workstream", "name": "Another", "parent_id": story.spaces["Advocacy"]}
    assert refused(await chair.post("/v1/spaces", json=form)) == ["proposal_not_permitted"]


async def expiring(story: Story) -> None:
    """The mandate is past its due day: shown, closed to new seats, and nobody loses theirs (R20, R31)."""
    staff = await story.as_staff()
    shown = good(await staff.get(f"/v1/spaces/{story.spaces['Advocacy']}"))
    assert "mandate_expired" in [one["code"] for one in shown["signals"]]
    assert (shown["status"], shown["seats_taken"]) == ("active", 2)
    asked = {"space_id": story.spaces["Advocacy"], "organisation_id": str(story.organisations["Gamma"].id)}
    verdict = good(await staff.post("/v1/eligibility", json=asked))
    assert [one["code"] for one in verdict["findings"] if one["outcome"] == "fail"] == ["space_not_open"]


async def extending(story: Story) -> None:
    """Extended late, by a decision: the first due day is kept, and the group takes seats again."""
    staff = await story.as_staff()
    path = f"/v1/spaces/{story.spaces['Advocacy']}"
    decision = await story.decided("extension", story.spaces["Advocacy"])
    form = {"due_on": "2030-12-31", "decision_id": decision}
    good(await staff.post(f"{path}/extensions", json=form), 201)
    assert problem(await staff.post(f"{path}/extensions", json={**form, "due_on": "2031-12-31"})) == (
        409,
        "decision_used",
    )
    mandates = good(await staff.get(f"{path}/mandates"))["items"]
    assert [(one["first_due_on"], one["due_on"]) for one in mandates] == [("2029-09-01", "2030-12-31")]
    await story.sits("Gamma", "Advocacy")


async def finishing(story: Story) -> None:
    """The last task is done, and the convener confirms that the collaborative disbands (R11)."""
    convener = await story.person("Beta")
    path = f"/v1/spaces/{story.spaces['Teachers']}"
    assert refused(await disband(convener, story.spaces["Teachers"], end_reason="tasks_completed")) == [
        "open_tasks_remain"
    ]
    for task in good(await convener.get(f"{path}/tasks"))["items"]:
        good(await on_top(convener, "PATCH", f"{path}/tasks/{task['id']}", status="done"))
    assert "ready_to_disband" in [one["code"] for one in good(await convener.get(path))["signals"]]
    done = good(await disband(convener, story.spaces["Teachers"], end_reason="tasks_completed"))
    assert (done["status"], done["seats_taken"]) == ("disbanded", 0)


async def closing(story: Story) -> None:
    """The working group closes by a decision, and its workstream with it (R22)."""
    staff = await story.as_staff()
    path = f"/v1/spaces/{story.spaces['Advocacy']}/transitions"
    decision = await story.decided("space", story.spaces["Advocacy"])
    told = good(await staff.get(f"{path}/disbanded/consequences", params={"decision_id": decision}))
    assert [one["name"] for one in told["spaces_ended"]] == ["Evidence"]
    assert {one["organisation_name"] for one in told["seats_ended"]} == {"Alpha", "Beta", "Gamma"}
    form = {"to": "disbanded", "reason": "Its work goes on elsewhere", "decision_id": decision}
    stale = await staff.post(path, json={**form, "consequences": "0" * 32})
    assert problem(stale) == (409, "stale")
    good(await staff.post(path, json={**form, "consequences": told["hash"]}))
    assert good(await staff.get(f"/v1/spaces/{story.spaces['Evidence']}"))["end_reason"] == "parent_ended"
    assert good(await staff.get(f"/v1/spaces/{story.spaces['Policy']}"))["status"] == "active"
