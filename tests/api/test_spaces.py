"""Spaces over HTTP: who sees them, today and on other days. Lists and edits have files of their own."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from api.models import Organisation
from tests.answers import edit, good, problem
from tests.conftest import Clock
from tests.days import LONG_AGO, TODAY, YESTERDAY
from tests.factories import Build

Client = Callable[..., Awaitable[AsyncClient]]
NEW = {"type": "task_team", "name": "Gender"}


async def names(client: AsyncClient, **params: Any) -> list[str]:
    return [space["name"] for space in good(await client.get("/v1/spaces", params=params))["items"]]


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

    @pytest.mark.parametrize(
        "name", ["no-such-space", "01890a5d-ac96-774b-bcce-b302099a8057", "NOT A SLUG", "%00", "ä" * 300]
    )
    async def test_an_unknown_space_is_not_found(self, public: AsyncClient, name: str) -> None:
        for path in ("", "/roster"):
            assert problem(await public.get(f"/v1/spaces/{name}{path}")) == (404, "not_found")

    async def test_proposing_and_editing_is_the_secretariats(
        self, public: AsyncClient, organisation_client: Client, as_role: Client, build: Build
    ) -> None:
        space = await build.space("task_team")
        own = await organisation_client(await build.organisation())
        reader = await as_role("service_client", None, "organisations:read")
        for client, answer in (
            (public, (401, "unauthenticated")),
            (own, (403, "forbidden")),
            (reader, (403, "forbidden")),
        ):
            assert problem(await client.post("/v1/spaces", json=NEW)) == answer
            assert problem(await edit(client, space, name="Other")) == answer

    async def test_one_space_answers_to_its_id_and_its_slug(self, public: AsyncClient, build: Build) -> None:
        space = await build.space(
            "working_group", name="Advocacy", slug="advocacy", purpose="To be heard", contact="Desk"
        )
        body = good(await public.get(f"/v1/spaces/{space.id}"))
        assert body == good(await public.get("/v1/spaces/advocacy"))
        assert {
            key: body[key] for key in ("type", "name", "slug", "purpose", "scope", "status", "contact")
        } == {
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


class TestOnAnotherDay:
    async def test_a_space_was_not_there_before_it_began(self, public: AsyncClient, build: Build) -> None:
        space = await build.space("task_team", slug="gender")
        assert problem(await public.get("/v1/spaces/gender?as_of=2025-02-28")) == (404, "not_found")
        assert good(await public.get("/v1/spaces/gender?as_of=2025-03-01"))["id"] == str(space.id)
        assert await names(public, as_of=date(2025, 2, 28)) == []
        assert await names(public, as_of=LONG_AGO) == [space.name]

    async def test_a_disbanded_space_was_active(self, public: AsyncClient, build: Build) -> None:
        space = await build.space(
            "reference_group", status="disbanded", ends_on=date(2026, 4, 1), name="PSS Guidance Note"
        )
        before = good(await public.get(f"/v1/spaces/{space.id}?as_of=2026-03-31"))
        assert (before["status"], before["ends_on"], before["end_reason"]) == ("active", None, None)
        after = good(await public.get(f"/v1/spaces/{space.id}?as_of=2026-04-01"))
        assert (after["status"], after["ends_on"], after["end_reason"]) == (
            "disbanded",
            "2026-04-01",
            "closed_by_decision",
        )
        assert "PSS Guidance Note" in await names(public, as_of=date(2026, 3, 31), status="active")
        assert "PSS Guidance Note" not in await names(public, status="active")

    async def test_the_public_does_not_see_that_it_was_once_proposed(
        self, public: AsyncClient, secretariat: AsyncClient, clock: Clock
    ) -> None:
        clock.set(YESTERDAY)
        id_ = good(
            await secretariat.post("/v1/spaces", json=NEW | {"type": "language_community", "language": "fr"}),
            201,
        )["id"]
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
        await build.seat(
            space, await build.organisation(), starts_on=date(2025, 6, 1), ends_on=date(2026, 1, 1)
        )
        await build.seat(space, await build.organisation(), starts_on=date(2025, 9, 1))
        good(await edit(secretariat, space, working_group_ids=ids[1:]))

        async def on(day: str) -> tuple[set[str], int]:
            body = good(await public.get(f"/v1/spaces/{space.id}?as_of={day}"))
            return set(body["working_group_ids"]), body["seats_taken"]

        assert await on("2025-08-31") == (set(ids[:2]), 1)
        assert await on("2025-12-31") == (set(ids[:2]), 2)
        assert await on("2026-01-01") == (set(ids[:2]), 1)
        assert await on("2026-05-04") == (set(ids[1:]), 1)


async def test_an_organisations_key_reads_spaces_as_the_public_does(
    public: AsyncClient, organisation_client: Client, build: Build
) -> None:
    organisation: Organisation = await build.organisation()
    await build.space("task_team")
    own = await organisation_client(organisation, "applications:read")
    assert good(await own.get("/v1/spaces")) == good(await public.get("/v1/spaces"))
