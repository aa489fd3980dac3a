"""A space becomes one of another type: one audited act; its id, slug and seats stay (R27)."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from api.models import AuditEvent, Leader, Mandate, Membership, Space, StructuralLink
from api.rules.enums import LeaderRole
from api.rules.permissions import Role
from tests.answers import good, malformed, problem, refused
from tests.cast import cast, leads, sits
from tests.days import LONG_AGO, TODAY, YESTERDAY
from tests.factories import Build
from tests.harness import Api

WHY = {"reason": "The network reorganises"}


async def told(client: AsyncClient, space: Space, **form: Any) -> Any:
    return good(await client.post(f"/v1/spaces/{space.id}/type-changes/consequences", json={**WHY, **form}))


async def change(client: AsyncClient, space: Space, **form: Any) -> Response:
    """As the dashboard does: look at the consequences, and bring their hash back."""
    hash_ = (await told(client, space, **form))["hash"]
    return await client.post(
        f"/v1/spaces/{space.id}/type-changes", json={**WHY, **form, "consequences": hash_}
    )


@pytest.mark.rule("R27")
async def test_a_collaborative_becomes_a_reference_group_with_its_seats(
    secretariat: AsyncClient, build: Build
) -> None:
    space = await build.space("collaborative", slug="tic")
    organisation = await build.organisation()
    group = await build.session.scalar(
        select(StructuralLink.target_id).where(StructuralLink.space_id == space.id).limit(1)
    )
    await build.seat(await build.session.get_one(Space, group), organisation)
    seat = await build.seat(space, organisation)
    waiting = await build.application(space, await build.organisation())
    preview = await told(secretariat, space, type="reference_group", supports_ids=[str(group)])
    assert (preview["seats_ended"], preview["applications_lapsed"]) == ([], [str(waiting.id)])
    after = good(await change(secretariat, space, type="reference_group", supports_ids=[str(group)]))
    assert (after["id"], after["slug"], after["type"]) == (str(space.id), "tic", "reference_group")
    assert (after["working_group_ids"], after["supports_ids"]) == ([], [str(group)])
    assert after["seats_taken"] == 1
    kept = good(await secretariat.get(f"/v1/memberships/{seat.id}"))
    assert (kept["space_type"], kept["ends_on"]) == ("collaborative", None)
    before = good(await secretariat.get(f"/v1/spaces/tic?as_of={YESTERDAY}"))
    assert (before["type"], len(before["working_group_ids"])) == ("collaborative", 2)
    events = select(AuditEvent.action, AuditEvent.reason).where(AuditEvent.subject_id == space.id)
    assert [tuple(row) for row in await build.session.execute(events)] == [
        ("space.type_changed", WHY["reason"])
    ]


@pytest.mark.rule("R27", "R22")
async def test_a_working_group_lets_go_of_its_mandate_workstreams_and_collaboratives(
    secretariat: AsyncClient, build: Build
) -> None:
    group, other = await build.space(), await build.space()
    organisation = await build.organisation()
    stream = await build.space("workstream", parent=group)
    both = await build.space("collaborative", working_groups=[group, other])
    sits_on = await build.seat(group, organisation)
    streams, rests = await build.seat(stream, organisation), await build.seat(both, organisation)
    form = {"type": "reference_group", "supports_ids": [str(other.id)]}
    preview = await told(secretariat, group, **form)
    assert [one["id"] for one in preview["spaces_ended"]] == [str(stream.id)]
    assert [one["id"] for one in preview["seats_ended"]] == [str(streams.id)]
    assert [one["id"] for one in preview["seats_flagged"]] == [str(rests.id)]
    assert [one["id"] for one in preview["collaboratives_flagged"]] == [str(both.id)]
    good(await change(secretariat, group, **form))
    for row in (sits_on, streams, rests, stream):
        await build.session.refresh(row)
    assert (sits_on.ends_on, sits_on.mandate_id) == (None, None)
    assert (streams.ends_on, rests.ends_on, rests.eligibility_lapsed_on) == (TODAY, None, TODAY)
    assert (stream.status, stream.end_reason) == ("disbanded", "parent_ended")
    ended = select(Mandate.ends_on).where(Mandate.space_id == group.id)
    assert await build.session.scalar(ended) == TODAY
    assert good(await secretariat.get(f"/v1/spaces/{both.id}"))["working_group_ids"] == [str(other.id)]
    # what it may not do any more
    newcomer = await build.organisation()
    asked = {"space_id": str(group.id), "organisation_id": str(newcomer.id)}
    assert good(await secretariat.post("/v1/eligibility", json=asked))["eligible"]


@pytest.mark.rule("R27", "S19")
async def test_a_workstream_grows_up_and_its_seats_need_the_parents_no_longer(
    secretariat: AsyncClient, build: Build
) -> None:
    stream = await build.space("workstream")
    seat = await build.seat(stream, await build.organisation())
    former = await build.seat(stream, await build.organisation(), ends_on=YESTERDAY)
    decision = await build.decision(stream)
    form = {"type": "working_group", "decision_id": str(decision.id)}
    after = good(await change(secretariat, stream, **form))
    assert (after["type"], after["parent_id"], after["due_on"]) == ("working_group", None, "2029-05-04")
    for row in (seat, former):
        await build.session.refresh(row)
    assert (seat.carried_over, seat.within_space_id, seat.ends_on) == (True, None, None)
    parent_seat = await build.session.scalar(
        select(Membership.id).where(
            Membership.organisation_id == seat.organisation_id, Membership.id != seat.id
        )
    )
    good(await secretariat.post(f"/v1/memberships/{parent_seat}/end", json={"reason": "They left"}))
    await build.session.refresh(seat)
    assert seat.ends_on is None


@pytest.mark.rule("R27", "R16")
async def test_leaders_go_on_by_the_name_the_new_type_has(secretariat: AsyncClient, build: Build) -> None:
    space = await build.space("collaborative")
    row = await leads(build, await build.member(), space)
    assert row.role is LeaderRole.convener
    preview = await told(secretariat, space, type="reference_group", supports_ids=[str(await _any(build))])
    assert preview["leaders_ended"] == [str(row.id)]
    good(await change(secretariat, space, type="reference_group", supports_ids=[str(await _any(build))]))
    rows = await build.session.scalars(
        select(Leader).where(Leader.space_id == space.id).order_by(Leader.starts_on)
    )
    assert [(one.role, one.starts_on, one.ends_on) for one in rows] == [
        ("convener", LONG_AGO, TODAY),
        ("chair", TODAY, None),
    ]


@pytest.mark.rule("R27", "R20")
async def test_the_decision_that_made_it_a_working_group_does_not_close_it(
    secretariat: AsyncClient, build: Build
) -> None:
    space = await build.space("reference_group")
    decision = await build.decision(space, decided_on=YESTERDAY)
    good(await change(secretariat, space, type="working_group", decision_id=str(decision.id)))
    path = f"/v1/spaces/{space.id}/transitions"
    seen = good(await secretariat.get(f"{path}/disbanded/consequences?decision_id={decision.id}"))
    form = {"to": "disbanded", "end_reason": "mandate_closed", "decision_id": str(decision.id)}
    answer = await secretariat.post(path, json={**form, "consequences": seen["hash"]})
    assert refused(answer) == ["steering_group_approval_missing"]


@pytest.mark.rule("R27", "R22")
async def test_seats_of_what_became_a_collaborative_rest_on_no_seat_elsewhere(
    secretariat: AsyncClient, build: Build
) -> None:
    groups, organisation = [await build.space(), await build.space()], await build.organisation()
    space = await build.space("reference_group", supports=[groups[0]])
    elsewhere, seat = await build.seat(groups[0], organisation), await build.seat(space, organisation)
    form = {"type": "collaborative", "working_group_ids": [str(group.id) for group in groups]}
    good(await change(secretariat, space, **form))
    good(await secretariat.post(f"/v1/memberships/{elsewhere.id}/end", json={"reason": "They left"}))
    await build.session.refresh(seat)
    assert (seat.ends_on, seat.eligibility_lapsed_on) == (None, None)


@pytest.mark.rule("R27", "R31")
async def test_leaders_go_on_no_longer_than_they_would_have(secretariat: AsyncClient, build: Build) -> None:
    space = await build.space("task_team")
    person, later = await build.member(), TODAY + timedelta(days=30)
    seat = await build.seat(space, person, ends_on=later)
    mine = {"space_id": space.id, "membership_id": seat.id, "member_id": person.id, "starts_on": LONG_AGO}
    await build.rows(Leader(**mine, role=LeaderRole.convener, ends_on=later))
    good(await change(secretariat, space, type="language_community", language="sw"))
    rows = await build.session.scalars(select(Leader).where(Leader.role == LeaderRole.facilitator))
    assert [(one.starts_on, one.ends_on) for one in rows] == [(TODAY, later)]


async def _any(build: Build) -> Any:
    return await build.session.scalar(select(Space.id).where(Space.type == "working_group").limit(1))


class TestARefusal:
    @pytest.mark.rule("R27", "S5")
    @pytest.mark.parametrize(
        ("former", "form", "codes"),
        [
            ("task_team", {"type": "task_team"}, ["type_change_not_allowed"]),
            ("task_team", {"type": "steering_group"}, ["type_change_not_allowed"]),
            ("secretariat", {"type": "task_team"}, ["type_change_not_allowed"]),
            ("task_team", {"type": "reference_group"}, ["supported_space_required"]),
            ("task_team", {"type": "workstream"}, ["parent_working_group_required"]),
            ("task_team", {"type": "language_community"}, ["language_required"]),
            ("task_team", {"type": "collaborative"}, ["two_working_groups_required"]),
            ("collaborative", {"type": "working_group"}, ["steering_group_approval_missing"]),
            ("reference_group", {"type": "task_team"}, ["steering_group_approval_missing"]),
            ("working_group", {"type": "language_community", "language": "sw"}, []),
        ],
    )
    async def test_says_every_reason_and_writes_nothing(
        self, secretariat: AsyncClient, build: Build, former: str, form: dict[str, Any], codes: list[str]
    ) -> None:
        space = await build.space(former)
        preview = await told(secretariat, space, **form)
        found = [one["code"] for one in preview["findings"]]
        assert [code for code in found if code in codes] == codes
        answer = await change(secretariat, space, **form)
        if not codes:
            good(answer)
            return
        assert [code for code in refused(answer) if code in codes] == codes
        await build.session.refresh(space)
        assert space.type == former

    @pytest.mark.rule("R27", "R17")
    async def test_is_not_overcome_by_the_decision_that_approved_it_at_first(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        group = await build.space()
        first = await build.decision(group, decided_on=LONG_AGO)
        answer = await change(secretariat, group, type="task_team", decision_id=str(first.id))
        assert refused(answer) == ["steering_group_approval_missing"]

    async def test_of_a_stale_preview(self, secretariat: AsyncClient, build: Build) -> None:
        team, path = await build.space("task_team"), "/v1/spaces/{}/type-changes"
        form = {**WHY, "type": "language_community", "language": "sw"}
        hash_ = (await told(secretariat, team, **form))["hash"]
        await build.application(team, await build.member())
        answer = await secretariat.post(path.format(team.id), json={**form, "consequences": hash_})
        assert problem(answer) == (409, "stale")
        missing = await secretariat.post(path.format(team.id), json=form)
        assert malformed(missing) == {"/consequences": "required"}

    async def test_of_whoever_is_not_the_secretariat(self, api: Api, build: Build) -> None:
        team = await build.space("task_team")
        for who in (await cast(build, Role.leader, team), await build.member()):
            person = await api.as_person(who)
            form = {**WHY, "type": "language_community", "language": "sw"}
            answer = await person.post(f"/v1/spaces/{team.id}/type-changes/consequences", json=form)
            assert problem(answer) == (403, "forbidden")


@pytest.mark.rule("R27", "R21")
async def test_seats_of_a_space_that_became_a_working_group_are_in_no_mandate(
    secretariat: AsyncClient, build: Build
) -> None:
    space = await build.space("reference_group")
    person = await build.member()
    seat = await sits(build, person, space)
    decision = await build.decision(space)
    good(await change(secretariat, space, type="working_group", decision_id=str(decision.id)))
    await build.session.refresh(seat)
    assert (seat.mandate_id, seat.space_type) == (None, "reference_group")
    roster = good(await secretariat.get(f"/v1/spaces/{space.id}/roster"))
    assert [one["membership_id"] for one in roster["items"]] == [str(seat.id)]


@pytest.mark.rule("R27", "R31")
async def test_who_steps_down_on_a_day_to_come_leads_no_longer_under_the_new_name(
    secretariat: AsyncClient, build: Build
) -> None:
    space, supported = await build.space("collaborative"), await build.space()
    row = await leads(build, await build.member(), space)
    form = {"ends_on": "2026-06-01", "reason": "They leave"}
    good(await secretariat.post(f"/v1/memberships/{row.membership_id}/end", json=form))
    good(await change(secretariat, space, type="reference_group", supports_ids=[str(supported.id)]))
    chair = select(Leader).where(Leader.space_id == space.id, Leader.role == LeaderRole.chair)
    now = (await build.session.scalars(chair)).one()
    assert (now.starts_on, str(now.ends_on)) == (TODAY, "2026-06-01")
    events = select(AuditEvent.action).where(AuditEvent.subject_id == now.id)
    assert list(await build.session.scalars(events)) == ["leader.named"]
