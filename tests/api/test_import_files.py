"""Imports over HTTP: how a file comes, what its preview says, its report, and who may."""

import csv
import io
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    ImportRow,
    Member,
)
from tests.answers import good, malformed, problem
from tests.conftest import Clock
from tests.days import TOMORROW
from tests.factories import Build
from tests.lists import AMINA, BOM, CONSENTED, commit, filled, preview, send, table, verdicts
from tests.steps import counted, told

Client = Callable[..., Awaitable[AsyncClient]]
Queries = Callable[[], AbstractContextManager[list[str]]]


class TestAPreview:
    async def test_says_what_each_row_would_do_and_writes_nobody(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        answer = await send(
            secretariat, table(AMINA, {**AMINA, "full_name": "A. Yusuf"}, {"full_name": "Nobody"})
        )
        seen = good(answer, 202)
        assert answer.headers["Location"] == f"/v1/imports/{seen['id']}"
        assert (seen["kind"], seen["status"], seen["rows_read"]) == ("members", "previewed", 3)
        assert filled(seen["counts"]) == {"created": 1, "duplicate_in_file": 1, "error": 1}
        assert seen["progress"] == {"done": 3, "total": 3}
        assert await counted(session, Member) == 0
        assert good(await secretariat.get(answer.headers["Location"])) == seen
        assert await told(session, seen["id"]) == ["import.previewed"]

    async def test_shows_refused_rows_under_the_files_own_line_numbers(
        self, secretariat: AsyncClient
    ) -> None:
        content = (
            b"email,full_name,country\r\n"
            b'one@example.org,"Two\nlines",KE\r\n'
            b"\r\n"
            b"two@example.org,Two,ZZ\r\n"
            b"three@example.org,Three,NA\r\n"
            b"four@example.org,Four\r\n"
        )
        rows = await verdicts(secretariat, content=content)
        assert [(row["row"], row["result"], row["field"], row["code"]) for row in rows] == [
            (2, "created", None, None),
            (5, "error", "country", "not_a_country"),
            (6, "created", None, None),
            (7, "error", None, "ragged_row"),
        ]
        assert rows[3]["detail"].startswith("This row has 2 cells")

    async def test_links_to_its_problems(self, secretariat: AsyncClient) -> None:
        seen = await preview(secretariat, AMINA, {**AMINA, "external_ref": "A-2"}, {"email": "b@example.org"})
        rows = good(await secretariat.get(seen["problems_url"]))["items"]
        assert [(row["row"], row["result"]) for row in rows] == [(3, "conflict"), (4, "error")]

    async def test_lists_rows_by_result_and_page(self, secretariat: AsyncClient) -> None:
        people = [{"email": f"p{number}@example.org", "full_name": f"P {number}"} for number in range(5)]
        path = f"/v1/imports/{(await preview(secretariat, *people, {'full_name': 'X'}))['id']}/rows"
        first = good(await secretariat.get(path, params={"limit": 3, "result": "created", "total": True}))
        assert [row["row"] for row in first["items"]] == [2, 3, 4]
        assert first["total"] == 5
        rest = good(await secretariat.get(path, params={"cursor": first["next_cursor"]}))
        assert [row["row"] for row in rest["items"]] == [5, 6]
        assert rest["next_cursor"] is None
        other = {"cursor": first["next_cursor"], "result": "error"}
        assert malformed(await secretariat.get(path, params=other)) == {"?result": "cursor_mismatch"}
        elsewhere = f"/v1/imports/{(await preview(secretariat, *people))['id']}/rows"
        for cursor, wrong in (
            (first["next_cursor"], elsewhere),
            ("nonsense", path),
            ("cm93Ojk5OTk5OTk5OTk5OTk6", path),
        ):
            assert malformed(await secretariat.get(wrong, params={"cursor": cursor})) == {
                "?cursor": "invalid_cursor"
            }
        assert malformed(await secretariat.get(path, params={"result": "fine"})) == {"?result": "not_in_list"}

    async def test_is_found_in_the_list_of_imports(self, secretariat: AsyncClient) -> None:
        older, newer = await preview(secretariat, AMINA), await commit(secretariat, AMINA)
        listed = good(await secretariat.get("/v1/imports", params={"total": True}))
        assert [one["id"] for one in listed["items"]] == [newer["id"], older["id"]]
        assert listed["total"] == 2
        for asked, found in (
            ({"status": "previewed"}, [older["id"]]),
            ({"sort": "updated_at"}, [older["id"], newer["id"]]),
        ):
            assert [
                one["id"] for one in good(await secretariat.get("/v1/imports", params=asked))["items"]
            ] == found

    async def test_takes_the_same_queries_however_long_the_list(
        self, secretariat: AsyncClient, build: Build, queries: Queries
    ) -> None:
        await build.organisation("Relief Society")
        community = await build.space("language_community")
        counts = []
        for size in (2, 60):
            people = [
                {
                    **AMINA,
                    "external_ref": f"{size}-{number}",
                    "email": f"{size}-{number}@example.org",
                    **CONSENTED,
                }
                | {"organisation": "relief society", "space": community.slug, "topics": "gender;health"}
                for number in range(size)
            ]
            with queries() as seen:
                await preview(secretariat, *people)
            counts.append(len(seen))
        assert counts[0] == counts[1]

    async def test_of_a_header_alone_has_no_rows(self, secretariat: AsyncClient) -> None:
        seen = await preview(secretariat, content=b"email,full_name\n")
        assert (seen["rows_read"], filled(seen["counts"])) == (0, {})
        assert good(await secretariat.post(f"/v1/imports/{seen['id']}/commit"), 202)["status"] == "committed"

    async def test_names_the_columns_it_does_not_know(self, secretariat: AsyncClient) -> None:
        seen = await preview(secretariat, {"shoe size": "43", **AMINA, "Pets": "cat"})
        assert seen["unknown_columns"] == ["shoe size", "pets"]
        assert seen["counts"]["created"] == 1


class TestHowAFileComes:
    async def test_in_a_form_with_its_name(self, secretariat: AsyncClient) -> None:
        answer = await secretariat.post(
            "/v1/imports?kind=members", files={"file": ("list.csv", table(AMINA), "text/csv")}
        )
        assert good(answer, 202)["file_name"] == "list.csv"

    async def test_with_a_byte_order_mark_and_any_line_ends(self, secretariat: AsyncClient) -> None:
        for content in (
            BOM.encode() + table(AMINA),
            table(AMINA).replace(b"\r\n", b"\n"),
            b"\r\n\r\n" + table(AMINA),
        ):
            assert (await preview(secretariat, content=content))["counts"]["created"] == 1

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "file_empty"),
            (b" \r\n\n", "file_empty"),
            (BOM.encode(), "file_empty"),
            (b"PK\x03\x04\x14\x00\x06\x00workbook", "file_not_text"),
            (b"email,full_name\na@example.org,A\x00B\n", "file_not_text"),
            (table(AMINA).decode().encode("utf-16"), "file_not_text"),
            ("email,full_name\na@example.org,Zoë\n".encode("cp1252"), "file_not_utf8"),
            (b"name,address\nAmina,amina@example.org\n", "file_no_known_column"),
            (b"email;full_name\namina@example.org;Amina\n", "file_no_known_column"),
            (b"email,full_name,email\na@example.org,A,b@example.org\n", "file_column_twice"),
            (b"email,full_name, Email \na@example.org,A,b@example.org\n", "file_column_twice"),
            (b'email,full_name\na@example.org,"A\nb@example.org,B\n', "file_quote_open"),
        ],
    )
    async def test_what_is_no_table_is_refused_at_once(
        self, secretariat: AsyncClient, session: AsyncSession, content: bytes, code: str
    ) -> None:
        for answer in (
            await send(secretariat, content),
            await secretariat.post("/v1/imports?kind=members", files={"file": ("list.csv", content)}),
        ):
            assert problem(answer) == (422, "unreadable_file")
            assert malformed(answer) == {"/file": code}
            assert "example.org" not in answer.text
            assert "Zo" not in answer.json()["detail"]
        assert await counted(session, ImportRow) == 0

    async def test_a_stray_quote_spoils_its_own_row_at_most(self, secretariat: AsyncClient) -> None:
        content = b'email,full_name\na@example.org,Jo "the voice" Doe\nb@example.org,"Jo" Doe\nc@example.org,"Jo ""J"" D"\n'
        assert [row["result"] for row in await verdicts(secretariat, content=content)] == ["created"] * 3

    async def test_a_huge_cell_spoils_its_own_row_only(self, secretariat: AsyncClient) -> None:
        people = [{**AMINA, "topics": "x" * 300_000}, {"email": "b@example.org", "full_name": "B"}]
        rows = await verdicts(secretariat, *people)
        assert [(row["result"], row["field"], row["code"]) for row in rows] == [
            ("error", "topics", "too_long"),
            ("created", None, None),
        ]

    async def test_a_body_above_ten_megabytes_is_refused(self, secretariat: AsyncClient) -> None:
        assert problem(await send(secretariat, b"x" * 10_000_001)) == (413, "too_large")

    async def test_other_media_types_kinds_and_parameters_are_refused(self, secretariat: AsyncClient) -> None:
        assert problem(await secretariat.post("/v1/imports?kind=members", json={})) == (
            415,
            "unsupported_media_type",
        )
        text = {"Content-Type": "text/csv"}
        for asked, where in (
            ("", {"?kind": "required"}),
            ("?kind=roster", {"?kind": "not_in_list"}),
            ("?kind=members&kind=members", {"?kind": "repeated_parameter"}),
            ("?kind=members&mail=yes", {"?mail": "unknown_parameter"}),
        ):
            assert (
                malformed(await secretariat.post(f"/v1/imports{asked}", content=table(AMINA), headers=text))
                == where
            )
        wrong = await secretariat.post("/v1/imports?kind=members", files={"list": ("list.csv", table(AMINA))})
        assert malformed(wrong) == {"/file": "required"}

    async def test_a_key_sent_twice_previews_once(
        self, secretariat: AsyncClient, session: AsyncSession
    ) -> None:
        first, again = [await send(secretariat, table(AMINA), **{"Idempotency-Key": "k"}) for _ in range(2)]
        assert good(first, 202) == good(again, 202)
        assert again.headers["Idempotent-Replayed"] == "true"


class TestTheReport:
    async def test_is_the_file_with_what_became_of_each_row(self, secretariat: AsyncClient) -> None:
        people = [{"Pets": "cat", **AMINA}, {"Pets": "", "full_name": "B", "email": "nobody"}]
        seen = await preview(secretariat, *people)
        answer = await secretariat.get(
            f"/v1/imports/{seen['id']}/report.csv", headers={"Accept-Language": "fr"}
        )
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.text.startswith(BOM)
        header, *rows = csv.reader(io.StringIO(answer.text.removeprefix(BOM), newline=""))
        assert header == ["pets", "external_ref", "email", "full_name", "row", "result", "code", "detail"]
        assert rows[0] == ["cat", "A-1", "amina@example.org", "Amina Yusuf", "2", "created", "", ""]
        assert rows[1][4:7] == ["3", "error", "not_an_email"]
        assert "adresse" in rows[1][7]

    async def test_holds_no_cell_that_a_spreadsheet_would_run(self, secretariat: AsyncClient) -> None:
        payloads = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "＝1+1")
        people = [
            {"email": f"p{number}@example.org", "full_name": one} for number, one in enumerate(payloads)
        ]
        people[0]["=header"] = "x"
        seen = await preview(secretariat, *people)
        text = (await secretariat.get(f"/v1/imports/{seen['id']}/report.csv")).text.removeprefix(BOM)
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "＝", "\t", "\r")) for cell in row)

    async def test_sent_back_is_read_as_what_was_meant(self, secretariat: AsyncClient) -> None:
        seen = await preview(secretariat, {**AMINA, "full_name": "-Amina", "country": "XX"})
        report = (await secretariat.get(f"/v1/imports/{seen['id']}/report.csv")).content
        mended = report.replace(b"XX", b"NO")
        again = good(await send(secretariat, mended), 202)
        assert filled(again["counts"]) == {"created": 1}
        good(await secretariat.post(f"/v1/imports/{again['id']}/commit"), 202)
        assert [one["full_name"] for one in good(await secretariat.get("/v1/members"))["items"]] == ["-Amina"]
        header = (await secretariat.get(f"/v1/imports/{again['id']}/report.csv")).text.splitlines()[0]
        assert header.count("result") == 1

    async def test_has_a_template_that_can_be_sent_as_it_is(self, secretariat: AsyncClient) -> None:
        template = await secretariat.get("/v1/imports/template.csv?kind=members")
        assert template.text.startswith(f"{BOM}external_ref,email,full_name,")
        assert (await preview(secretariat, content=template.content))["unknown_columns"] == []


class TestWhoMay:
    async def test_nobody_else(self, public: AsyncClient, organisation_client: Client, build: Build) -> None:
        own = await organisation_client(await build.organisation())
        for path in ("/v1/imports", f"/v1/imports/{uuid4()}", "/v1/imports/template.csv?kind=members"):
            assert problem(await public.get(path)) == (401, "unauthenticated")
            assert problem(await own.get(path)) == (403, "forbidden")
        assert problem(await send(public, table(AMINA))) == (401, "unauthenticated")
        assert problem(await send(own, table(AMINA))) == (403, "forbidden")

    async def test_who_may_read_may_not_commit(self, secretariat: AsyncClient, as_role: Client) -> None:
        seen = await preview(secretariat, AMINA)
        reader = await as_role("service_client", None, "imports:read")
        good(await reader.get(f"/v1/imports/{seen['id']}"))
        assert problem(await reader.post(f"/v1/imports/{seen['id']}/commit")) == (403, "forbidden")
        assert problem(await send(reader, table(AMINA))) == (403, "forbidden")

    async def test_an_unknown_import_is_not_found(self, secretariat: AsyncClient) -> None:
        for method, path in (("GET", ""), ("GET", "/rows"), ("GET", "/report.csv"), ("POST", "/commit")):
            answer = await secretariat.request(method, f"/v1/imports/{uuid4()}{path}")
            assert problem(answer) == (404, "not_found")

    async def test_a_day_later_the_preview_still_stands(self, secretariat: AsyncClient, clock: Clock) -> None:
        seen = await preview(secretariat, {**AMINA, **CONSENTED})
        clock.set(TOMORROW)
        assert good(await secretariat.post(f"/v1/imports/{seen['id']}/commit"), 202)["status"] == "committed"
