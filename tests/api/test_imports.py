"""Imports of member lists over HTTP: preview, rows, commit, report; and every file that is no list."""

import csv
import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Member, Membership, MemberState, OutboxMessage
from tests.answers import good, malformed, problem
from tests.factories import Build

HEADER = "external_ref,email,full_name,country,languages,organisation,job_title,status,consent_date,consent_source,space"
LIST = "/v1/imports?kind=members"


def sheet(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()


async def send(client: AsyncClient, content: bytes) -> Any:
    return good(await client.post(LIST, content=content, headers={"Content-Type": "text/csv"}), 202)


async def rows(client: AsyncClient, preview: Any, **query: Any) -> Any:
    return good(await client.get(f"/v1/imports/{preview['id']}/rows", params=query))["items"]


async def commit(client: AsyncClient, preview: Any) -> Any:
    return good(await client.post(f"/v1/imports/{preview['id']}/commit"), 202)


AMINA = "r1,amina@example.org,أمينة,NO,ar;fr,,,,2026-01-01,registration form,"
BOB = "r2,bob@example.org,Bob,NA,,,,,,,"


class TestPreview:
    async def test_says_what_would_become_of_each_row_and_writes_no_member(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        preview = await send(secretariat, sheet(AMINA, BOB, "r3,c@example.org,Cy,ZZ,,,,,,,", "ragged,1"))
        assert preview["status"] == "previewed"
        assert preview["counts"] | {} == {
            "created": 2,
            "updated": 0,
            "unchanged": 0,
            "duplicate_in_file": 0,
            "conflict": 0,
            "suppressed": 0,
            "error": 2,
        }
        assert sum(preview["counts"].values()) == preview["rows_read"] == 4
        refused = good(await secretariat.get(preview["problems_url"]))["items"]
        assert [(row["row"], row["field"], row["code"]) for row in refused] == [
            (4, "country", "not_a_country"),
            (5, None, "ragged_row"),
        ]
        assert await session.scalar(select(func.count()).select_from(Member)) == 0

    async def test_takes_a_form_as_well_and_reports_columns_it_does_not_know(
        self, secretariat: AsyncClient
    ) -> None:
        content = sheet("r1,x", header="external_ref,shoe size")
        answer = await secretariat.post(LIST, files={"file": ("list.csv", content)})
        preview = good(answer, 202)
        assert answer.headers["Location"] == f"/v1/imports/{preview['id']}"
        assert (preview["file_name"], preview["unknown_columns"]) == ("list.csv", ["shoe size"])

    async def test_keeps_the_file_s_own_row_numbers_over_blank_lines_and_breaks_in_quotes(
        self, secretariat: AsyncClient
    ) -> None:
        content = sheet("", 'r1,a@example.org,"Two\nlines",KE,,,,,,,', "", "r2,b,Bo,KE,,,,,,,")
        assert [row["row"] for row in await rows(secretariat, await send(secretariat, content))] == [3, 6]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "empty"),
            (b"  \n ", "empty"),
            (b"PK\x03\x04\x00\x00", "binary"),
            ("email\ncafé".encode("latin-1"), "line 2 is not UTF-8"),
            (b"email,EMAIL\na,b", "twice"),
            (b"colour,size\n1,2", "none of the columns"),
            (b'email\n"a@example.org', "quotes"),
        ],
    )
    async def test_a_file_that_is_no_table_is_refused_at_once(
        self, secretariat: AsyncClient, content: bytes, said: str
    ) -> None:
        answer = await secretariat.post(LIST, content=content, headers={"Content-Type": "text/csv"})
        assert problem(answer) == (422, "unreadable_file")
        assert said in answer.json()["detail"]

    async def test_a_header_alone_is_a_list_of_nobody(self, secretariat: AsyncClient) -> None:
        assert (await send(secretariat, sheet()))["rows_read"] == 0

    async def test_ten_megabytes_are_the_limit(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post(LIST, content=b"x" * 10_000_001, headers={"Content-Type": "text/csv"})
        assert problem(answer) == (413, "too_large")

    async def test_another_kind_of_body_or_list_is_refused(self, secretariat: AsyncClient) -> None:
        assert problem(await secretariat.post(LIST, json={})) == (415, "unsupported_media_type")
        assert malformed(await secretariat.post(LIST, files={"other": b"x"})) == {"/file": "required"}
        unknown = await secretariat.post(
            "/v1/imports?kind=pets", content=sheet(), headers={"Content-Type": "text/csv"}
        )
        assert malformed(unknown) == {"?kind": "not_in_list"}


class TestCommit:
    async def test_does_what_the_preview_showed_and_leaves_a_trace(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        done = await commit(secretariat, await send(secretariat, sheet(AMINA, BOB)))
        assert done["status"] == "committed"
        people = {
            row.email: (row.full_name, row.country, row.languages, row.status)
            for row in await session.scalars(select(Member))
        }
        assert people == {
            "amina@example.org": ("أمينة", "NO", ["ar", "fr"], "active"),
            "bob@example.org": ("Bob", "NA", [], "unconfirmed"),
        }
        assert await session.scalar(select(func.count()).select_from(MemberState)) == 2
        for table, action in ((AuditEvent, AuditEvent.action), (OutboxMessage, OutboxMessage.event)):
            told = select(func.count()).select_from(table).where(action == "member.created")
            assert await session.scalar(told) == 2

    async def test_the_same_file_again_changes_nobody(self, secretariat: AsyncClient) -> None:
        await commit(secretariat, await send(secretariat, sheet(AMINA, BOB)))
        assert (await send(secretariat, sheet(AMINA, BOB)))["counts"]["unchanged"] == 2

    async def test_a_second_commit_is_the_first_one_s_answer(self, secretariat: AsyncClient) -> None:
        preview = await send(secretariat, sheet(BOB))
        assert await commit(secretariat, preview) == await commit(secretariat, preview)

    async def test_is_stale_once_somebody_else_has_edited_the_person(
        self, secretariat: AsyncClient, build: Build
    ) -> None:
        person = await build.member("Bob", email="bob@example.org", external_ref="r2", country="NA")
        preview = await send(secretariat, sheet("r2,bob@example.org,Robert,NA,,,,,,,"))
        person.full_name = "Robert"
        await build.session.flush()
        answer = await secretariat.post(f"/v1/imports/{preview['id']}/commit")
        assert problem(answer) == (409, "import_is_stale")

    async def test_updates_name_what_changes_and_blanks_erase_nothing(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        relief = await build.organisation("Relief", aliases=["Secours"])
        person = await build.member(
            "Bob", email="bob@example.org", external_ref="r2", country="NA", topics=["gender"]
        )
        preview = await send(secretariat, sheet("r2,,Robert,,,secours,Head,,,,"))
        (row,) = await rows(secretariat, preview)
        assert (row["result"], row["changed"]) == ("updated", ["full_name", "organisation"])
        await commit(secretariat, preview)
        after = good(await secretariat.get(f"/v1/members/{person.id}"))
        assert (after["full_name"], after["country"], after["topics"]) == ("Robert", "NA", ["gender"])
        assert [one["organisation_id"] for one in after["affiliations"]] == [str(relief.id)]

    @pytest.mark.rule("R29")
    async def test_a_seat_is_the_secretariat_s_recorded_application_and_acceptance(
        self, secretariat: AsyncClient, build: Build, session: AsyncSession
    ) -> None:
        await build.space("language_community", slug="arabic", language="ar")
        await build.space("task_team", slug="gender")
        await build.space("working_group", slug="advocacy")
        listed = sheet(
            f"{AMINA}arabic",
            AMINA.replace("r1", "r5").replace("amina", "dana") + "gender",
            AMINA.replace("r1", "r6").replace("amina", "eve") + "advocacy",
        )
        preview = await send(secretariat, listed)
        assert [(row["result"], row["code"]) for row in await rows(secretariat, preview)] == [
            ("created", None),
            ("created", None),
            ("error", "individual_not_permitted"),
        ]
        await commit(secretariat, preview)
        seats = (await session.scalars(select(Membership))).all()
        assert sorted((seat.space_type, seat.application_id is not None) for seat in seats) == [
            ("language_community", False),
            ("task_team", True),
        ]


class TestReading:
    async def test_the_report_is_the_file_with_verdicts_and_runs_no_formula(
        self, secretariat: AsyncClient
    ) -> None:
        preview = await send(secretariat, sheet('r1,a@example.org,"=HYPERLINK(""x"")",ZZ,,,,,,,', BOB))
        answer = await secretariat.get(f"/v1/imports/{preview['id']}/report.csv")
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        first, second = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert first["full_name"] == '\'=HYPERLINK("x")'
        assert (first["row"], first["result"], first["code"]) == ("2", "error", "not_a_country")
        assert (second["row"], second["result"], second["code"]) == ("3", "created", "")

    async def test_rows_come_in_pages_and_by_result(self, secretariat: AsyncClient) -> None:
        preview = await send(
            secretariat,
            sheet(*(f"r{n},p{n}@example.org,P,{'ZZ' if n % 2 else 'KE'},,,,,,," for n in range(5))),
        )
        path = f"/v1/imports/{preview['id']}/rows"
        first = good(await secretariat.get(path, params={"result": "created", "limit": 2}))
        rest = good(await secretariat.get(path, params={"cursor": first["next_cursor"]}))
        assert [row["row"] for row in (*first["items"], *rest["items"])] == [2, 4, 6]
        assert rest["next_cursor"] is None
        other = await secretariat.get(path, params={"cursor": first["next_cursor"], "result": "error"})
        assert malformed(other) == {"?result": "cursor_mismatch"}
        assert malformed(await secretariat.get(path, params={"cursor": "!"})) == {"?cursor": "invalid_cursor"}

    async def test_reasons_are_in_the_reader_s_language(self, secretariat: AsyncClient) -> None:
        preview = await send(secretariat, sheet("r1,nobody,Bo,KE,,,,,,,"))
        path = f"/v1/imports/{preview['id']}/rows"
        details = {
            speech: good(await secretariat.get(path, headers={"Accept-Language": speech}))["items"][0][
                "detail"
            ]
            for speech in ("en", "fr", "es", "pt", "ar")
        }
        assert len(set(details.values())) == 5

    async def test_the_template_has_every_column(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.get("/v1/imports/template.csv?kind=members")
        assert answer.content.startswith("\ufeffexternal_ref,email,full_name".encode())

    async def test_lists_imports_newest_first(self, secretariat: AsyncClient) -> None:
        sent = [(await send(secretariat, sheet()))["id"] for _ in range(3)]
        listed = good(await secretariat.get("/v1/imports?limit=2"))
        assert [one["id"] for one in listed["items"]] == sent[:0:-1]
        rest = good(await secretariat.get("/v1/imports", params={"cursor": listed["next_cursor"]}))
        assert [one["id"] for one in rest["items"]] == sent[:1]
        assert good(await secretariat.get(f"/v1/imports/{sent[0]}"))["id"] == sent[0]


class TestWhoMay:
    async def test_imports_are_the_secretariat_s(
        self, public: AsyncClient, organisation_client: Callable[..., Awaitable[AsyncClient]], build: Build
    ) -> None:
        partner = await organisation_client(await build.organisation())
        assert problem(await public.get("/v1/imports")) == (401, "unauthenticated")
        assert problem(await partner.get("/v1/imports")) == (403, "forbidden")
        sent = await partner.post(LIST, content=sheet(BOB), headers={"Content-Type": "text/csv"})
        assert problem(sent) == (403, "forbidden")

    async def test_an_unknown_import_is_absent(self, secretariat: AsyncClient) -> None:
        nowhere = "/v1/imports/01890a5d-ac96-774b-bcce-b302099a8057"
        for path in (nowhere, f"{nowhere}/rows", f"{nowhere}/report.csv"):
            assert problem(await secretariat.get(path)) == (404, "not_found")
        assert problem(await secretariat.post(f"{nowhere}/commit")) == (404, "not_found")
