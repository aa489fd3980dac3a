"""Organisations over HTTP: the exemplar. Who sees and edits them, what is refused, how they are renamed."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import select

from api.models import AuditEvent, Organisation, Partnership
from tests.answers import good, malformed, problem
from tests.conftest import Clock
from tests.days import LONG_AGO, NOW, TODAY, YESTERDAY
from tests.factories import Build
from tests.harness import Api
from tests.operations import UNKNOWN
from tests.steps import on_top, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]
WHERE = "/v1/organisations"
NEW = {"name": "Réseau d’éducation", "type": "network"}


async def edit(client: AsyncClient, organisation: Organisation, **fields: Any) -> Response:
    return await on_top(client, "PATCH", f"{WHERE}/{organisation.id}", **fields)


class TestMaking:
    async def test_the_secretariat_adds_an_organisation(self, secretariat: AsyncClient, build: Build) -> None:
        parent = await build.organisation()
        form = {
            "name": "Agence des réfugiés",
            "short_name": "AR",
            "slug": "refugee-agency",
            "type": "un_agency",
            "country": "CH",
            "website": "https://agency.example/fr",
            "parent_id": str(parent.id),
            "partner": {"starts_on": "2020-01-01", "ends_on": None},
            "aliases": [{"name": "ACNUR", "language": "es", "starts_on": "1950-12-14", "ends_on": None}],
        }
        answer = await secretariat.post(WHERE, json=form)
        made = good(answer, 201)
        assert answer.headers["Location"] == f"{WHERE}/{made['id']}"
        stamped = {"id": made["id"], "created_at": made["created_at"], "updated_at": made["updated_at"]}
        assert made == form | stamped | {"is_proposed": False}
        assert made["created_at"].startswith("2026-05-04T10:00:00") and made["created_at"].endswith("Z")

    async def test_what_is_left_out_is_empty_and_the_slug_comes_from_the_name(
        self, secretariat: AsyncClient
    ) -> None:
        made = good(await secretariat.post(WHERE, json=NEW), 201)
        assert made["slug"] == "reseau-deducation"
        assert (made["country"], made["partner"], made["aliases"], made["parent_id"]) == (
            None,
            None,
            [],
            None,
        )

    async def test_a_name_without_latin_letters_needs_a_slug(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post(WHERE, json={"name": "منظمة", "type": "network"})
        assert malformed(answer) == {"/slug": "required"}
        assert good(
            await secretariat.post(WHERE, json={"name": "منظمة", "type": "network", "slug": "org"}), 201
        )

    async def test_it_leaves_its_trace(self, secretariat: AsyncClient, build: Build) -> None:
        made = good(await secretariat.post(WHERE, json=NEW), 201)
        assert await told(build.session, made["id"]) == ["organisation.created"]
        fields = await build.session.scalar(
            select(AuditEvent.fields).where(AuditEvent.action == "organisation.created")
        )
        assert fields == ["name", "type"]  # what was said, not what it says

    async def test_nobody_else_adds_one(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        assert problem(await public.post(WHERE, json=NEW)) == (401, "unauthenticated")
        own = await organisation_client(await build.organisation())
        assert problem(await own.post(WHERE, json=NEW)) == (403, "forbidden")

    @pytest.mark.parametrize("name", ["War Child", "WAR CHILD", "Wár Chïld", "  War Child "])
    async def test_a_name_is_taken_once_a_country(
        self, secretariat: AsyncClient, build: Build, name: str
    ) -> None:
        await build.organisation("War Child", country="NL")
        again = {"name": name, "type": "network", "slug": "another"}
        assert problem(await secretariat.post(WHERE, json=again | {"country": "NL"})) == (409, "name_taken")
        assert good(await secretariat.post(WHERE, json=again | {"country": "CA"}), 201)

    async def test_a_slug_is_taken_for_good(self, secretariat: AsyncClient, build: Build) -> None:
        held = await build.organisation(slug="first")
        assert problem(await secretariat.post(WHERE, json=NEW | {"slug": "first"})) == (409, "slug_taken")
        good(await edit(secretariat, held, slug="second"))
        assert problem(await secretariat.post(WHERE, json=NEW | {"slug": "first"})) == (409, "slug_taken")

    async def test_its_parent_is_one_that_exists(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post(WHERE, json=NEW | {"parent_id": str(UNKNOWN)})
        assert malformed(answer) == {"/parent_id": "unknown_reference"}

    async def test_periods_begin_before_they_end(self, secretariat: AsyncClient) -> None:
        backwards = {"starts_on": "2026-05-04", "ends_on": "2026-05-03"}
        answer = await secretariat.post(WHERE, json=NEW | {"partner": backwards})
        assert malformed(answer) == {"/partner/ends_on": "period_inverted"}
        aliases = [{"name": "A"}, {"name": "B", **backwards}]
        answer = await secretariat.post(WHERE, json=NEW | {"aliases": aliases})
        assert malformed(answer) == {"/aliases/1/ends_on": "period_inverted"}

    async def test_an_alias_is_said_once(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post(WHERE, json=NEW | {"aliases": [{"name": "ACNUR"}, {"name": "acnur"}]})
        assert problem(answer) == (409, "name_taken")


class TestReading:
    async def test_it_answers_to_its_id_and_to_its_slug(self, secretariat: AsyncClient, build: Build) -> None:
        held = await build.organisation(slug="held")
        by_id, by_slug = [await secretariat.get(f"{WHERE}/{name}") for name in (held.id, "held")]
        assert good(by_id) == good(by_slug)
        assert by_id.headers["ETag"] == by_slug.headers["ETag"]

    @pytest.mark.parametrize("former", ["former", "organisations", "v1"])
    async def test_a_former_slug_leads_to_the_present_one(
        self, secretariat: AsyncClient, build: Build, former: str
    ) -> None:
        held = await build.organisation(slug=former)
        good(await edit(secretariat, held, slug="middle"))
        good(await edit(secretariat, held, slug="present"))
        for name in (former, "middle"):
            answer = await secretariat.get(f"{WHERE}/{name}")
            assert (answer.status_code, answer.headers["Location"]) == (308, f"{WHERE}/present")
        back = good(await edit(secretariat, held, slug=former))
        assert good(await secretariat.get(f"{WHERE}/{former}"))["id"] == back["id"]

    async def test_a_former_slug_leads_an_edit_on_too(self, secretariat: AsyncClient, build: Build) -> None:
        held = await build.organisation(slug="former")
        good(await edit(secretariat, held, slug="present"))
        answer = await secretariat.patch(
            f"{WHERE}/former", json={"short_name": "A"}, headers={"If-Match": "*"}
        )
        assert (answer.status_code, answer.headers["Location"]) == (308, f"{WHERE}/present")

    @pytest.mark.parametrize("name", ["nothing", str(UNKNOWN), "NOTHING", "0"])
    async def test_what_does_not_exist_is_not_found(self, secretariat: AsyncClient, name: str) -> None:
        assert problem(await secretariat.get(f"{WHERE}/{name}")) == (404, "not_found")

    async def test_only_who_is_known_reads(
        self, public: AsyncClient, organisation_client: Client, build: Build
    ) -> None:
        held, other = await build.organisation(), await build.organisation()
        assert problem(await public.get(f"{WHERE}/{held.id}")) == (401, "unauthenticated")
        own = await organisation_client(held)
        assert good(await own.get(f"{WHERE}/{other.id}"))["id"] == str(other.id)

    @pytest.mark.rule("R24")
    async def test_it_is_a_partner_for_as_long_as_the_relation_holds(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        partner = {"starts_on": str(TODAY), "ends_on": str(TODAY + timedelta(days=10))}
        made = good(await secretariat.post(WHERE, json=NEW | {"partner": partner}), 201)
        for day, expected in [(YESTERDAY, None), (TODAY, partner), (TODAY + timedelta(days=10), None)]:
            clock.set(day)
            assert good(await secretariat.get(f"{WHERE}/{made['id']}"))["partner"] == expected


class TestEditing:
    async def test_only_what_is_sent_is_changed(
        self, secretariat: AsyncClient, build: Build, clock: Clock
    ) -> None:
        held = await build.organisation("A", country="KE", aliases=["B"])
        before = good(await secretariat.get(f"{WHERE}/{held.id}"))
        clock.set(NOW + timedelta(hours=1))
        after = good(await edit(secretariat, held, short_name="Short", country=None))
        later = after.pop("updated_at"), before.pop("updated_at")
        assert later[0] > later[1]
        assert after == before | {"short_name": "Short", "country": None}
        assert await told(build.session, held.id) == ["organisation.created", "organisation.updated"]

    @pytest.mark.parametrize("field", ["name", "slug", "type", "aliases"])
    async def test_what_it_must_have_is_not_taken_away(
        self, secretariat: AsyncClient, build: Build, field: str
    ) -> None:
        assert set(malformed(await edit(secretariat, await build.organisation(), **{field: None}))) == {
            f"/{field}"
        }

    async def test_aliases_are_replaced_as_a_whole(self, secretariat: AsyncClient, build: Build) -> None:
        held = await build.organisation(aliases=["A", "B"])
        after = good(await edit(secretariat, held, aliases=[{"name": "C"}, {"name": "B"}]))
        assert [alias["name"] for alias in after["aliases"]] == ["B", "C"]
        assert good(await edit(secretariat, held, aliases=[]))["aliases"] == []

    async def test_a_name_or_slug_of_another_is_refused(self, secretariat: AsyncClient, build: Build) -> None:
        other, held = await build.organisation("Other", slug="other"), await build.organisation()
        assert problem(await edit(secretariat, held, name=other.name)) == (409, "name_taken")
        assert problem(await edit(secretariat, held, slug=other.slug)) == (409, "slug_taken")

    async def test_it_is_not_its_own_parent(self, secretariat: AsyncClient, build: Build) -> None:
        held = await build.organisation()
        assert malformed(await edit(secretariat, held, parent_id=str(UNKNOWN))) == {
            "/parent_id": "unknown_reference"
        }
        assert (await edit(secretariat, held, parent_id=str(held.id))).status_code == 422

    @pytest.mark.rule("R24")
    async def test_the_relation_begins_is_corrected_and_ends(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        held = await build.organisation()
        begun = {"starts_on": str(LONG_AGO), "ends_on": None}
        assert good(await edit(secretariat, held, partner=begun))["partner"] == begun
        corrected = {"starts_on": "2024-01-01", "ends_on": "2027-01-01"}
        assert good(await edit(secretariat, held, partner=corrected))["partner"] == corrected
        assert good(await edit(secretariat, held, partner=None))["partner"] is None
        assert good(await edit(secretariat, held, partner=None))["partner"] is None
        kept = await build.session.execute(select(Partnership.starts_on, Partnership.ends_on))
        assert kept.all() == [(date(2024, 1, 1), TODAY)]

    @pytest.mark.rule("R24")
    async def test_a_relation_that_is_over_stays_on_record(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        held = await build.organisation(partner=True)
        good(await edit(secretariat, held, partner=None))
        again = {"starts_on": str(TODAY), "ends_on": None}
        assert good(await edit(secretariat, held, partner=again))["partner"] == again
        over_the_first = {"starts_on": str(YESTERDAY), "ends_on": None}
        assert problem(await edit(secretariat, held, partner=over_the_first)) == (409, "periods_overlap")

    async def test_its_own_key_edits_what_is_its_own_to_say(
        self, organisation_client: Client, build: Build
    ) -> None:
        held = await build.organisation()
        own = await organisation_client(held)
        said = {"website": "https://a.example/", "country": "KE"}
        assert good(await edit(own, held, **said)) | said == good(await own.get(f"{WHERE}/{held.id}"))

    @pytest.mark.rule("R24")
    @pytest.mark.parametrize(
        "said",
        [
            {"partner": {"starts_on": "2026-01-01"}},
            {"partner": None},
            {"slug": "a"},
            {"parent_id": None},
            {"type": "un_agency"},
            {"name": "A"},
            {"short_name": "A"},
            {"aliases": []},
            {"website": None, "name": "A"},
        ],
        ids="+".join,
    )
    async def test_the_rest_is_the_secretariats(
        self, organisation_client: Client, build: Build, said: dict[str, Any]
    ) -> None:
        held = await build.organisation()
        assert problem(await edit(await organisation_client(held), held, **said)) == (403, "forbidden")

    async def test_another_organisations_key_edits_nothing(
        self, organisation_client: Client, build: Build
    ) -> None:
        held = await build.organisation()
        other = await organisation_client(await build.organisation())
        assert problem(await edit(other, held, short_name="A")) == (403, "forbidden")

    async def test_what_is_refused_changes_nothing(self, secretariat: AsyncClient, build: Build) -> None:
        await build.organisation("Other")
        held = await build.organisation()
        before = await secretariat.get(f"{WHERE}/{held.id}")
        assert (await edit(secretariat, held, short_name="A", name="Other")).status_code == 409
        after = await secretariat.get(f"{WHERE}/{held.id}")
        assert (after.json(), after.headers["ETag"]) == (before.json(), before.headers["ETag"])


class TestTogether:
    async def test_of_two_that_add_one_name_one_does(self, committed_db: Api) -> None:
        secretariat = await committed_db.as_role("service_client")
        both = [NEW | {"slug": slug} for slug in ("a", "b")]
        answers = await asyncio.gather(*(secretariat.post(WHERE, json=form) for form in both))
        assert sorted(answer.status_code for answer in answers) == [201, 409]

    async def test_of_two_that_edit_what_both_have_read_one_does(self, committed_db: Api) -> None:
        async with committed_db.building() as build:
            held = await build.organisation()
        secretariat = await committed_db.as_role("service_client")
        tag = (await secretariat.get(f"{WHERE}/{held.id}")).headers["ETag"]
        edits = (
            secretariat.patch(f"{WHERE}/{held.id}", json={"short_name": name}, headers={"If-Match": tag})
            for name in "AB"
        )
        answers = await asyncio.gather(*edits)
        assert sorted(answer.status_code for answer in answers) == [200, 412]
