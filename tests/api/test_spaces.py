"""Spaces over HTTP: who sees them, as lists and one by one, today and on other days, and how they are edited."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Organisation, Space
from tests.answers import good, malformed, problem, refused
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, YESTERDAY
from tests.factories import Build

Queries = Callable[[], AbstractContextManager[list[str]]]
Client = Callable[..., Awaitable[AsyncClient]]
NEW = {"type": "task_team", "name": "Gender"}


async def names(client: AsyncClient, **params: Any) -> list[str]:
    return [space["name"] for space in good(await client.get("/v1/spaces", params=params))["items"]]


async def edit(client: AsyncClient, space: Space | str, **fields: Any) -> Any:
    """PATCH on top of what was just read."""
    path = f"/v1/spaces/{space if isinstance(space, str) else space.id}"
    return await client.patch(path, json=fields, headers={"If-Match": (await client.get(path)).headers["ETag"]})


class TestWhoSeesWhat:
    async def test_everybody_sees_what_is_approved_active_or_disbanded(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        for status in ("proposed", "approved", "active", "disbanded", "rejected"):
            await build.space("task_team", status=status, name=status)
        assert await names(public) == ["active", "approved", "disbanded"]
        assert await names(secretariat) == ["active", "approved", "disbanded", "proposed", "rejected"]
        assert await names(public, status="proposed") == []

    @pytest.mark.parametrize("status", ["proposed", "rejected"])
    async def test_a_proposal_is_as_absent_as_what_never_was(
        self, public: AsyncClient, organisation_client: Client, build: Build, status: str
    ) -> None:
        hidden = await build.space("task_team", status=status, slug="hidden")
        own = await organisation_client(await build.organisation())
        for client in (public, own):
            for name in (hidden.id, "hidden"):
                known = await client.get(f"/v1/spaces/{name}")
                unknown = await client.get(f"/v1/spaces/{uuid4()}")
                assert problem(known) == (404, "not_found")
                assert known.json() | {"instance": ""} == unknown.json() | {"instance": ""}

    @pytest.mark.parametrize("name", ["no-such-space", str(uuid4()), "NOT A SLUG", "%00", "ä" * 300])
    async def test_an_unknown_space_is_not_found(self, public: AsyncClient, name: str) -> None:
        for path in ("", "/roster"):
            assert problem(await public.get(f"/v1/spaces/{name}{path}")) == (404, "not_found")

    async def test_proposing_and_editing_is_the_secretariats(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        space = await build.space("task_team")
        own = await organisation_client(await build.organisation())
        reader = await as_role("service_client", None, "organisations:read")
        for client, answer in ((public, (401, "unauthenticated")), (own, (403, "forbidden")), (reader, (403, "forbidden"))):
            assert problem(await client.post("/v1/spaces", json=NEW)) == answer
            assert problem(await edit(client, space, name="Other")) == answer

    async def test_one_space_answers_to_its_id_and_its_slug(self, public: AsyncClient, build: Build) -> None:
        space = await build.space("working_group", name="Advocacy", slug="advocacy", purpose="To be heard", contact="Desk")
        body = good(await public.get(f"/v1/spaces/{space.id}"))
        assert body == good(await public.get("/v1/spaces/advocacy"))
        assert {key: body[key] for key in ("type", "name", "slug", "purpose", "scope", "status", "contact")} == {
            "type": "working_group",
            "name": "Advocacy",
            "slug": "advocacy",
            "purpose": "To be heard",
            "scope": "global",
            "status": "active",
            "contact": "Desk",
        }
        assert (body["starts_on"], body["ends_on"], body["due_on"]) == ("2025-03-01", None, "2028-03-01")
        assert (body["seats_taken"], body["usual_size"]) == (0, {"min": 10, "max": 30})

    async def test_a_space_is_sent_again_only_when_it_has_changed(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        space = await build.space("task_team")
        tag = (await public.get(f"/v1/spaces/{space.id}")).headers["ETag"]
        assert (await public.get(f"/v1/spaces/{space.id}", headers={"If-None-Match": tag})).status_code == 304
        good(await edit(secretariat, space, name="Other"))
        assert (await public.get(f"/v1/spaces/{space.id}", headers={"If-None-Match": tag})).status_code == 200


class TestLists:
    async def test_are_filtered_by_each_field(self, public: AsyncClient, build: Build) -> None:
        group = await build.space("working_group", name="Élan", scope="local")
        await build.space("workstream", name="Learning 100%", parent=group)
        await build.space("language_community", name="Francophones", language="fr")
        await build.space("task_team", name="Gender_old", status="disbanded")
        for asked, found in (
            ({"type": "workstream"}, ["Learning 100%"]),
            ({"status": "disbanded"}, ["Gender_old"]),
            ({"scope": "local"}, ["Élan"]),
            ({"parent_id": group.id}, ["Learning 100%"]),
            ({"language": "fr"}, ["Francophones"]),
            ({"q": "elan"}, ["Élan"]),
            ({"q": "%"}, ["Learning 100%"]),
            ({"q": "_"}, ["Gender_old"]),
            ({"type": "workstream", "status": "disbanded"}, []),
        ):
            assert await names(public, **asked) == found, asked

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({"type": "club"}, {"?type": "not_in_list"}),
            ({"sort": "slug"}, {"?sort": "not_in_list"}),
            ({"parent_id": "advocacy"}, {"?parent_id": "not_a_uuid"}),
            ({"language": "English"}, {"?language": "not_a_language"}),
            ({"as_of": "yesterday"}, {"?as_of": "not_a_date"}),
            ({"updated_since": "yesterday"}, {"?updated_since": "not_an_instant"}),
            ({"limit": 0}, {"?limit": "too_small"}),
            ({"limit": 201}, {"?limit": "too_large"}),
            ({"cursor": "abc"}, {"?cursor": "invalid_cursor"}),
            ({"colour": "red"}, {"?colour": "unknown_parameter"}),
        ],
    )
    async def test_refuse_what_they_do_not_know(
        self, public: AsyncClient, asked: dict[str, Any], expected: dict[str, str]
    ) -> None:
        assert malformed(await public.get("/v1/spaces", params=asked)) == expected

    @pytest.mark.parametrize("sort", ["name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"])
    async def test_are_read_page_by_page_in_every_order(self, public: AsyncClient, build: Build, sort: str) -> None:
        field = sort.removeprefix("-")
        days = [datetime(2026, 1, day, tzinfo=UTC) for day in (3, 1, 2, 2, 5)]
        made = [
            await build.space("task_team", name=name, created_at=day, updated_at=day)
            for name, day in zip(("b", "a", "c", "c", "d"), days, strict=True)
        ]
        place = {str(space.id): (getattr(space, field), str(space.id)) for space in made}
        expected = sorted(place, key=place.__getitem__, reverse=sort.startswith("-"))
        found, cursor = [], None
        while True:
            first = {"sort": sort, "total": True} if cursor is None else {"cursor": cursor}
            page = good(await public.get("/v1/spaces", params={"limit": 2, **first}))
            found += [space["id"] for space in page["items"]]
            assert page.get("total") == (5 if cursor is None else None)
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert found == expected

    async def test_a_cursor_keeps_to_its_list_and_filters(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build
    ) -> None:
        for name in ("a", "b"):
            await build.space("task_team", name=name)
            await build.organisation(name)
        mine = good(await public.get("/v1/spaces?limit=1&type=task_team"))["next_cursor"]
        assert await names(public, cursor=mine, type="task_team") == ["b"]
        other = await public.get("/v1/spaces", params={"cursor": mine, "type": "workstream"})
        assert malformed(other) == {"?type": "cursor_mismatch"}
        theirs = good(await secretariat.get("/v1/organisations?limit=1"))["next_cursor"]
        assert malformed(await public.get("/v1/spaces", params={"cursor": theirs})) == {"?cursor": "invalid_cursor"}

    async def test_tell_what_has_changed_since(self, secretariat: AsyncClient, build: Build, clock: Clock) -> None:
        first, second = [await build.space("task_team", name=name) for name in ("first", "second")]
        clock.set(datetime(2026, 5, 4, 12, tzinfo=UTC))
        good(await edit(secretariat, second, purpose="More"))
        assert await names(secretariat, updated_since="2026-05-04T11:00:00Z") == ["second"]
        assert await names(secretariat, updated_since="2026-05-04T09:00:00Z") == [first.name, "second"]

    async def test_cost_the_same_queries_however_long_they_are(
        self, public: AsyncClient, build: Build, queries: Queries
    ) -> None:
        async def cost(path: str) -> int:
            with queries() as seen:
                good(await public.get(path))
            return len(seen)

        await build.space("collaborative")
        few = [await cost(path) for path in ("/v1/spaces", "/v1/spaces?as_of=2026-01-01")]
        for type_ in ("collaborative", "collaborative", "workstream", "reference_group"):
            space = await build.space(type_)
            await build.seat(space, await build.organisation())
        assert [await cost(path) for path in ("/v1/spaces", "/v1/spaces?as_of=2026-01-01")] == few
        assert few[0] <= 10


class TestOnAnotherDay:
    async def test_a_space_was_not_there_before_it_began(self, public: AsyncClient, build: Build) -> None:
        space = await build.space("task_team", slug="gender")
        assert problem(await public.get("/v1/spaces/gender?as_of=2025-02-28")) == (404, "not_found")
        assert good(await public.get("/v1/spaces/gender?as_of=2025-03-01"))["id"] == str(space.id)
        assert await names(public, as_of=date(2025, 2, 28)) == []
        assert await names(public, as_of=LONG_AGO) == [space.name]

    async def test_a_disbanded_space_was_active(self, public: AsyncClient, build: Build) -> None:
        space = await build.space("reference_group", status="disbanded", ends_on=date(2026, 4, 1), name="PSS Guidance Note")
        before = good(await public.get(f"/v1/spaces/{space.id}?as_of=2026-03-31"))
        assert (before["status"], before["ends_on"], before["end_reason"]) == ("active", None, None)
        after = good(await public.get(f"/v1/spaces/{space.id}?as_of=2026-04-01"))
        assert (after["status"], after["ends_on"], after["end_reason"]) == ("disbanded", "2026-04-01", "closed_by_decision")
        assert "PSS Guidance Note" in await names(public, as_of=date(2026, 3, 31), status="active")
        assert "PSS Guidance Note" not in await names(public, status="active")

    async def test_the_public_does_not_see_that_it_was_once_proposed(
        self, public: AsyncClient, secretariat: AsyncClient, clock: Clock
    ) -> None:
        clock.set(YESTERDAY)
        id_ = good(await secretariat.post("/v1/spaces", json=NEW | {"type": "language_community", "language": "fr"}), 201)["id"]
        clock.set(TODAY)
        good(await secretariat.post(f"/v1/spaces/{id_}/transitions", json={"to": "approved"}))
        path = f"/v1/spaces/{id_}?as_of={YESTERDAY}"
        assert good(await secretariat.get(path))["status"] == "proposed"
        assert problem(await public.get(path)) == (404, "not_found")
        assert await names(public, as_of=YESTERDAY) == []
        assert await names(public, as_of=TODAY) == ["Gender"]

    async def test_seats_and_links_are_those_of_the_day(
        self, public: AsyncClient, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        groups = [await build.space() for _ in range(3)]
        ids = [str(group.id) for group in groups]
        space = await build.space("collaborative", working_groups=groups[:2])
        await build.seat(space, await build.organisation(), starts_on=date(2025, 6, 1), ends_on=date(2026, 1, 1))
        await build.seat(space, await build.organisation(), starts_on=date(2025, 9, 1))
        good(await edit(secretariat, space, working_group_ids=ids[1:]))

        async def on(day: str) -> tuple[set[str], int]:
            body = good(await public.get(f"/v1/spaces/{space.id}?as_of={day}"))
            return set(body["working_group_ids"]), body["seats_taken"]

        assert await on("2025-08-31") == (set(ids[:2]), 1)
        assert await on("2025-12-31") == (set(ids[:2]), 2)
        assert await on("2026-01-01") == (set(ids[:2]), 1)
        assert await on("2026-05-04") == (set(ids[1:]), 1)


class TestEditing:
    async def test_changes_what_is_sent_and_nothing_else(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team", purpose="Old", seat_limit=20, contact="Desk")
        before = good(await secretariat.get(f"/v1/spaces/{space.id}"))
        after = good(await edit(secretariat, space, purpose="New", seat_limit=None, admission="by_call", scope="regional"))
        assert after == before | {"purpose": "New", "seat_limit": None, "admission": "by_call", "scope": "regional"} | {
            "updated_at": after["updated_at"]
        }
        assert after == good(await secretariat.get(f"/v1/spaces/{space.id}"))

    async def test_says_who_changed_which_fields(self, secretariat: AsyncClient, build: Build) -> None:
        from sqlalchemy import select

        from api.models import AuditEvent, OutboxMessage

        space = await build.space("task_team")
        good(await edit(secretariat, space, purpose="Very private words", name="Other"))
        events = (await build.session.scalars(select(AuditEvent).where(AuditEvent.subject_id == space.id))).all()
        assert [(event.action, event.fields) for event in events] == [("space.updated", ["name", "purpose"])]
        told = (await build.session.scalars(select(OutboxMessage).where(OutboxMessage.subject_id == space.id))).all()
        assert [message.event for message in told] == ["space.updated"]

    async def test_needs_the_version_last_read(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("task_team")
        path, tag = f"/v1/spaces/{space.id}", (await secretariat.get(f"/v1/spaces/{space.id}")).headers["ETag"]
        assert problem(await secretariat.patch(path, json={"name": "A"})) == (428, "precondition_required")
        first = await secretariat.patch(path, json={"name": "A"}, headers={"If-Match": tag})
        assert good(first)["name"] == "A"
        late = await secretariat.patch(path, json={"name": "B"}, headers={"If-Match": tag})
        assert problem(late) == (412, "precondition_failed")
        good(await secretariat.patch(path, json={"name": "B"}, headers={"If-Match": first.headers["ETag"]}))
        good(await secretariat.patch(path, json={"name": "C"}, headers={"If-Match": "*"}))
        unknown = await secretariat.patch(f"/v1/spaces/{uuid4()}", json={"name": "A"}, headers={"If-Match": "*"})
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

    async def test_judges_again_what_the_space_is_built_on(self, secretariat: AsyncClient, build: Build) -> None:
        one, two, team = await build.space(), await build.space(), await build.space("task_team")
        both = await build.space("collaborative", working_groups=[one, two])
        assert refused(await edit(secretariat, both, working_group_ids=[str(one.id)])) == ["two_working_groups_required"]
        mixed = await edit(secretariat, both, working_group_ids=[str(one.id), str(two.id), str(team.id)])
        assert refused(mixed) == ["structure_not_allowed"]
        unknown = await edit(secretariat, both, working_group_ids=[str(one.id), str(uuid4())])
        assert malformed(unknown) == {"/working_group_ids/1": "unknown_reference"}
        assert refused(await edit(secretariat, team, supports_ids=[str(one.id)])) == ["structure_not_allowed"]
        advisers = await build.space("reference_group", supports=[one])
        assert refused(await edit(secretariat, advisers, supports_ids=[])) == ["supported_space_required"]
        good(await edit(secretariat, advisers, supports_ids=[str(two.id), str(team.id)]))

    @pytest.mark.rule("R22")
    async def test_what_has_lost_its_ground_may_still_change_its_name(self, secretariat: AsyncClient, build: Build) -> None:
        gone = await build.space(status="disbanded")
        space = await build.space("collaborative", working_groups=[await build.space(), gone])
        good(await edit(secretariat, space, name="Teachers in Crisis Contexts"))

    async def test_a_space_does_not_support_itself(self, secretariat: AsyncClient, build: Build) -> None:
        space = await build.space("reference_group")
        assert problem(await edit(secretariat, space, supports_ids=[str(space.id)]))[0] in (409, 422)


class TestSlugs:
    async def test_a_former_slug_leads_to_the_present_one(self, public: AsyncClient, secretariat: AsyncClient, build: Build) -> None:
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

    async def test_nobody_else_may_ever_take_it(self, secretariat: AsyncClient, build: Build, clock: Clock) -> None:
        space, other = await build.space("task_team", slug="old"), await build.space("task_team")
        good(await edit(secretariat, space, slug="new"))
        clock.set(date(2027, 1, 1))
        for slug in ("old", "new"):
            assert problem(await edit(secretariat, other, slug=slug)) == (409, "slug_taken")
            assert problem(await secretariat.post("/v1/spaces", json=NEW | {"slug": slug})) == (409, "slug_taken")
        good(await edit(secretariat, space, slug="old"))  # but its own again

    async def test_one_that_reads_as_an_id_would_lead_nowhere(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post("/v1/spaces", json=NEW | {"slug": str(uuid4())})
        assert malformed(answer) == {"/slug": "not_a_slug"}


async def test_an_organisations_key_reads_spaces_as_the_public_does(
    public: AsyncClient, organisation_client: Client, build: Build
) -> None:
    organisation: Organisation = await build.organisation()
    await build.space("task_team")
    own = await organisation_client(organisation, "applications:read")
    assert good(await own.get("/v1/spaces")) == good(await public.get("/v1/spaces"))
