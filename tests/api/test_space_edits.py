"""Spaces are edited on top of what was read, judged again, and keep every slug they had."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import AuditEvent, OutboxMessage
from tests.answers import edit, good, malformed, problem, refused
from tests.conftest import Clock
from tests.factories import Build

NEW = {"type": "task_team", "name": "Gender"}


class TestEditing:
    async def test_changes_what_is_sent_and_nothing_else(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team", purpose="Old", seat_limit=20, contact="Desk")
        before = good(await secretariat.get(f"/v1/spaces/{space.id}"))
        after = good(
            await edit(
                secretariat, space, purpose="New", seat_limit=None, admission="by_call", scope="regional"
            )
        )
        assert after == before | {
            "purpose": "New",
            "seat_limit": None,
            "admission": "by_call",
            "scope": "regional",
        } | {"updated_at": after["updated_at"]}
        assert after == good(await secretariat.get(f"/v1/spaces/{space.id}"))

    async def test_says_who_changed_which_fields(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team")
        good(await edit(secretariat, space, purpose="Very private words", name="Other"))
        events = (
            await build.session.scalars(select(AuditEvent).where(AuditEvent.subject_id == space.id))
        ).all()
        assert [(event.action, event.fields) for event in events] == [("space.updated", ["name", "purpose"])]
        told = (
            await build.session.scalars(select(OutboxMessage).where(OutboxMessage.subject_id == space.id))
        ).all()
        assert [message.event for message in told] == ["space.updated"]

    async def test_needs_the_version_last_read(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team")
        path, tag = (
            f"/v1/spaces/{space.id}",
            (await secretariat.get(f"/v1/spaces/{space.id}")).headers["ETag"],
        )
        assert problem(await secretariat.patch(path, json={"name": "A"})) == (428, "precondition_required")
        first = await secretariat.patch(path, json={"name": "A"}, headers={"If-Match": tag})
        assert good(first)["name"] == "A"
        late = await secretariat.patch(path, json={"name": "B"}, headers={"If-Match": tag})
        assert problem(late) == (412, "precondition_failed")
        good(await secretariat.patch(path, json={"name": "B"}, headers={"If-Match": first.headers["ETag"]}))
        good(await secretariat.patch(path, json={"name": "C"}, headers={"If-Match": "*"}))
        unknown = await secretariat.patch(
            f"/v1/spaces/{uuid4()}", json={"name": "A"}, headers={"If-Match": "*"}
        )
        assert problem(unknown) == (404, "not_found")

    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"name": ""}, {"/name": "too_short"}),
            ({"name": " \n "}, {"/name": "too_short"}),
            ({"name": None}, {"/name": "wrong_type"}),
            ({"name": "a\u202eb"}, {"/name": "forbidden_character"}),
            ({"name": "x" * 201}, {"/name": "too_long"}),
            ({"slug": "Not a slug"}, {"/slug": "not_a_slug"}),
            ({"seat_limit": 0}, {"/seat_limit": "too_small"}),
            ({"admission": "closed"}, {"/admission": "not_in_list"}),
            ({"type": "workstream"}, {"/type": "unknown_field"}),
            ({"status": "active"}, {"/status": "unknown_field"}),
            ({"parent_id": None}, {"/parent_id": "unknown_field"}),
            ({"starts_on": "2026-01-01"}, {"/starts_on": "unknown_field"}),
            ({"supports_ids": None}, {"/supports_ids": "wrong_type"}),
        ],
    )
    async def test_refuses_what_a_space_does_not_have(
        self, secretariat: AsyncClient, build: Build, fields: dict[str, Any], expected: dict[str, str]
    ) -> None:
        space = await build.space("task_team")
        assert malformed(await edit(secretariat, space, **fields)) == expected

    async def test_judges_again_what_the_space_is_built_on(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        one, two, team = await build.space(), await build.space(), await build.space("task_team")
        both = await build.space("collaborative", working_groups=[one, two])
        assert refused(await edit(secretariat, both, working_group_ids=[str(one.id)])) == [
            "two_working_groups_required"
        ]
        mixed = await edit(secretariat, both, working_group_ids=[str(one.id), str(two.id), str(team.id)])
        assert refused(mixed) == ["structure_not_allowed"]
        unknown = await edit(secretariat, both, working_group_ids=[str(one.id), str(uuid4())])
        assert malformed(unknown) == {"/working_group_ids/1": "unknown_reference"}
        assert refused(await edit(secretariat, team, supports_ids=[str(one.id)])) == ["structure_not_allowed"]
        advisers = await build.space("reference_group", supports=[one])
        assert refused(await edit(secretariat, advisers, supports_ids=[])) == ["supported_space_required"]
        good(await edit(secretariat, advisers, supports_ids=[str(two.id), str(team.id)]))

    @pytest.mark.rule("R22")
    async def test_what_has_lost_its_ground_may_still_change_its_name(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        gone = await build.space(status="disbanded")
        space = await build.space("collaborative", working_groups=[await build.space(), gone])
        good(await edit(secretariat, space, name="Teachers in Crisis Contexts"))

    async def test_a_space_does_not_support_itself(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("reference_group")
        assert problem(await edit(secretariat, space, supports_ids=[str(space.id)]))[0] in (409, 422)


class TestSlugs:
    async def test_a_former_slug_leads_to_the_present_one(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team", slug="old")
        good(await edit(secretariat, space, slug="new"))
        for path, query in (("", ""), ("", "?as_of=2026-01-01"), ("/roster", "?limit=1")):
            moved = await public.get(f"/v1/spaces/old{path}{query}")
            assert (moved.status_code, moved.headers["Location"]) == (308, f"/v1/spaces/new{path}{query}")
        written = await secretariat.patch("/v1/spaces/old", json={"name": "X"}, headers={"If-Match": "*"})
        assert (written.status_code, written.headers["Location"]) == (308, "/v1/spaces/new")

    @pytest.mark.parametrize("slug", ["spaces", "v1", "roster"])
    async def test_a_former_slug_may_be_a_word_of_the_address(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build, slug: str
    ) -> None:
        space = await build.space("task_team", slug=slug)
        good(await edit(secretariat, space, slug="new"))
        assert (await public.get(f"/v1/spaces/{slug}/roster")).headers["Location"] == "/v1/spaces/new/roster"

    async def test_every_former_slug_leads_there_after_many_renames_in_a_day(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team", slug="one")
        for slug in ("two", "three", "one", "four"):
            good(await edit(secretariat, space, slug=slug))
        for former in ("one", "two", "three"):
            assert (await public.get(f"/v1/spaces/{former}")).headers["Location"] == "/v1/spaces/four"

    async def test_only_for_whoever_may_see_where_it_leads(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team", status="proposed", slug="old")
        good(await edit(secretariat, space, slug="new"))
        assert (await secretariat.get("/v1/spaces/old")).status_code == 308
        assert problem(await public.get("/v1/spaces/old")) == (404, "not_found")

    async def test_nobody_else_may_ever_take_it(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        space, other = await build.space("task_team", slug="old"), await build.space("task_team")
        good(await edit(secretariat, space, slug="new"))
        clock.set(date(2027, 1, 1))
        for slug in ("old", "new"):
            assert problem(await edit(secretariat, other, slug=slug)) == (409, "slug_taken")
            assert problem(await secretariat.post("/v1/spaces", json=NEW | {"slug": slug})) == (
                409,
                "slug_taken",
            )
        good(await edit(secretariat, space, slug="old"))  # but its own again

    async def test_one_that_reads_as_an_id_would_lead_nowhere(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post("/v1/spaces", json=NEW | {"slug": str(uuid4())})
        assert malformed(answer) == {"/slug": "not_a_slug"}
