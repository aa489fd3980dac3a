"""What a space must be built on to be proposed, for every type."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import Space
from api.rules.enums import SpaceType
from tests.answers import FIELD, disband, good, malformed, propose, refused, step
from tests.factories import Build

TYPES = [str(kind) for kind in SpaceType]
Ground = Callable[[str], dict[str, Any]]


class TestProposing:
    @pytest.mark.parametrize("type_", TYPES)
    async def test_a_space_of_every_type_can_be_proposed(
        self, secretariat: AsyncClient, ground: Ground, type_: str
    ) -> None:
        answer = await propose(secretariat, type_, **ground(type_))
        made = good(answer, 201)
        assert answer.headers["Location"] == f"/v1/spaces/{made['id']}"
        assert (made["status"], made["slug"]) == ("proposed", f"a-{type_.replace('_', '-')}")
        assert (made["starts_on"], made["due_on"], made["seats_taken"]) == (None, None, 0)
        assert [one["code"] for one in made["signals"]] == ["proposal_waiting"]
        assert made == good(await secretariat.get(answer.headers["Location"]))

    @pytest.mark.rule("S19", "S21", "S25", "S35")
    @pytest.mark.parametrize("type_", TYPES)
    @pytest.mark.parametrize("field", FIELD.values())
    async def test_is_built_on_what_its_type_is_built_on_and_on_nothing_else(
        self, secretariat: AsyncClient, ground: Ground, grounds: dict[str, Any], type_: str, field: str
    ) -> None:
        answer = await propose(secretariat, type_, **{**ground(type_), field: grounds[field]})
        if FIELD.get(type_) == field:
            good(answer, 201)
        else:
            assert refused(answer) == ["structure_not_allowed"]
            assert answer.json()["findings"][0]["params"]["field"] == field

    @pytest.mark.rule("S19")
    @pytest.mark.parametrize("status", ["proposed", "approved", "active", "disbanded", "rejected"])
    async def test_a_workstream_needs_a_working_group_that_is_or_may_be(
        self, secretariat: AsyncClient, build: Build, status: str
    ) -> None:
        parent = await build.space(status=status)
        answer = await propose(secretariat, "workstream", parent_id=str(parent.id))
        if status in ("disbanded", "rejected"):
            assert refused(answer) == ["parent_working_group_required"]
        else:
            assert good(answer, 201)["parent_id"] == str(parent.id)

    @pytest.mark.rule("S19")
    async def test_a_workstream_has_no_other_parent(self, secretariat: AsyncClient, build: Build) -> None:
        assert refused(await propose(secretariat, "workstream")) == ["parent_working_group_required"]
        team = await build.space("task_team")
        wrong = await propose(secretariat, "workstream", parent_id=str(team.id))
        assert refused(wrong) == ["parent_working_group_required"]

    @pytest.mark.rule("S21")
    async def test_a_collaborative_may_be_proposed_before_its_groups_are_known(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        good(await propose(secretariat, "collaborative"), 201)
        team = await build.space("task_team")
        assert refused(await propose(secretariat, "collaborative", working_group_ids=[str(team.id)])) == [
            "structure_not_allowed"
        ]

    @pytest.mark.rule("S25")
    async def test_a_reference_group_supports_another_space(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        assert refused(await propose(secretariat, "reference_group")) == ["supported_space_required"]
        gone = await build.space("task_team", status="disbanded")
        assert refused(await propose(secretariat, "reference_group", supports_ids=[str(gone.id)])) == [
            "supported_space_required"
        ]

    @pytest.mark.rule("S35")
    async def test_a_language_has_one_live_community(self, secretariat: AsyncClient, build: Build) -> None:
        assert refused(await propose(secretariat, "language_community")) == ["language_required"]
        there = await build.space("language_community", language="fr")
        assert refused(await propose(secretariat, "language_community", language="fr")) == ["language_taken"]
        good(await propose(secretariat, "language_community", language="ar"), 201)
        good(await disband(secretariat, there, end_reason="closed_by_decision", reason="Agreed"))
        good(await propose(secretariat, "language_community", language="fr", slug="again"), 201)

    @pytest.mark.rule("S35")
    async def test_of_two_proposals_for_a_language_one_is_approved(self, secretariat: AsyncClient) -> None:
        one, two = [
            good(await propose(secretariat, "language_community", language="fr", slug=slug), 201)["id"]
            for slug in ("one", "two")
        ]
        good(await step(secretariat, two, "approved"))
        assert refused(await step(secretariat, one, "approved")) == ["language_taken"]

    @pytest.mark.rule("S6", "S11")
    @pytest.mark.parametrize("type_", ["steering_group", "secretariat"])
    @pytest.mark.parametrize("status", ["proposed", "approved", "active", "rejected"])
    async def test_there_is_one_steering_group_and_one_secretariat(
        self, secretariat: AsyncClient, build: Build, type_: str, status: str
    ) -> None:
        await build.space(type_, status=status)
        answer = await propose(secretariat, type_)
        if status == "rejected":
            good(answer, 201)
        else:
            assert refused(answer) == ["only_one_allowed"]

    async def test_tells_every_reason_with_its_sentence_and_the_way_forward(
        self, secretariat: AsyncClient, grounds: dict[str, Any]
    ) -> None:
        answer = await propose(secretariat, "reference_group", language="fr", parent_id=grounds["parent_id"])
        assert refused(answer) == [
            "supported_space_required",
            "structure_not_allowed",
            "structure_not_allowed",
        ]
        first = answer.json()["findings"][0]
        assert first["source"] == "S25"
        assert (
            first["quote"] == "Reference Groups provide time-bound technical support to other network spaces."
        )
        assert "“A reference_group”" in first["detail"]

    async def test_speaks_the_language_of_whoever_asks(self, secretariat: AsyncClient) -> None:
        sentences = set()
        for language in ("en", "fr", "es", "pt", "ar"):
            form = {"type": "workstream", "name": "Évaluation"}
            answer = await secretariat.post("/v1/spaces", json=form, headers={"Accept-Language": language})
            assert refused(answer) == ["parent_working_group_required"]
            sentences.add(answer.json()["findings"][0]["detail"])
            assert "Évaluation" in answer.json()["findings"][0]["detail"]
        assert len(sentences) == 5

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"type": "club"}, {"/type": "not_in_list"}),
            ({"type": None}, {"/type": "not_in_list"}),
            ({"name": "العربية"}, {"/slug": "required"}),
            ({"slug": "-"}, {"/slug": "not_a_slug"}),
            ({"language": "French"}, {"/language": "not_a_language"}),
            ({"parent_id": "advocacy"}, {"/parent_id": "not_a_uuid"}),
            ({"parent_id": str(uuid4())}, {"/parent_id": "unknown_reference"}),
            ({"supports_ids": [str(uuid4())]}, {"/supports_ids/0": "unknown_reference"}),
            ({"successor_of": str(uuid4())}, {"/successor_of": "unknown_reference"}),
            ({"seat_limit": -1}, {"/seat_limit": "too_small"}),
            ({"status": "active"}, {"/status": "unknown_field"}),
            ({"due_on": "2030-01-01"}, {"/due_on": "unknown_field"}),
        ],
    )
    async def test_is_refused_where_it_is_malformed(
        self, secretariat: AsyncClient, build: Build, fields: dict[str, Any], expected: dict[str, str]
    ) -> None:
        assert (
            malformed(
                await secretariat.post("/v1/spaces", json={"type": "task_team", "name": "Gender", **fields})
            )
            == expected
        )
        assert (await build.session.scalars(select(Space))).all() == []

    async def test_a_name_in_another_script_has_a_slug_of_its_own(self, secretariat: AsyncClient) -> None:
        form = {"type": "language_community", "name": "العربية", "slug": "arabic", "language": "ar"}
        assert good(await secretariat.post("/v1/spaces", json=form), 201)["name"] == "العربية"

    @pytest.mark.rule("R11")
    async def test_a_revival_is_a_new_space_that_names_what_came_before(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        gone = await build.space("task_team", status="disbanded", name="Gender", slug="gender")
        again = good(await propose(secretariat, "task_team", successor_of=str(gone.id)), 201)
        assert (again["successor_of"], again["status"]) == (str(gone.id), "proposed")
        assert good(await secretariat.get("/v1/spaces/gender"))["status"] == "disbanded"

    async def test_sent_twice_under_one_key_it_is_proposed_once(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        form, key = {"type": "task_team", "name": "Gender"}, {"Idempotency-Key": "gender-1"}
        first = await secretariat.post("/v1/spaces", json=form, headers=key)
        again = await secretariat.post("/v1/spaces", json=form, headers=key)
        assert (good(first, 201), again.headers["Idempotent-Replayed"]) == (good(again, 201), "true")
        assert len((await build.session.scalars(select(Space))).all()) == 1
