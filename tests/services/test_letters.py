"""Letters: five languages, the right address, no trace of whether one is known, and mail that any reader can show."""

import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from jinja2 import meta
from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api import keyed, texts
from api.integrations import mail
from api.models import Letter, Member, OutboxMessage
from api.services import codes, erasing, letters
from api.texts.letters import _ENVIRONMENT, render
from tests.factories import SECRETARIAT, Build

ID = UUID("01977e6b-0000-7000-8000-000000000001")
PARAMS = {"code": "1234 5678", "minutes": 10, "dashboard": "https://spaces.inee.test"}
SENDER = "INEE Network Spaces <spaces@inee.test>"
Queries = Callable[[], AbstractContextManager[list[str]]]


# --- the texts


def asked(language: str, template: str) -> set[str]:
    """The parameters that a template uses."""
    parts = texts.catalogue(language)["letters"][template].values()
    return {name for part in parts for name in meta.find_undeclared_variables(_ENVIRONMENT.parse(part))}


@pytest.mark.parametrize("language", texts.LANGUAGES)
class TestTexts:
    def test_every_letter_is_there_with_the_same_parameters(self, language: str) -> None:
        said = texts.catalogue(language)["letters"]
        assert set(said) - {"network", "closing"} == set(letters.TEMPLATES)
        for template in letters.TEMPLATES:
            assert set(said[template]) == {"subject", "body"}
            assert asked(language, template) == asked("en", template), template

    def test_a_subject_tells_nothing_that_is_only_the_persons(self, language: str) -> None:
        for template in letters.TEMPLATES:
            subject, _body = render(template, language, PARAMS)
            assert subject.replace("INEE", "")
            assert not set("0123456789@") & set(subject), template

    def test_a_letter_with_a_code_shows_it_and_how_long_it_is_valid(self, language: str) -> None:
        for template in letters.TEMPLATES:
            _subject, body = render(template, language, PARAMS)
            assert ("1234 5678" in body) is template.endswith("_code"), template
            assert ("10" in body) is template.endswith("_code"), template

    def test_it_is_written_in_its_own_language(self, language: str) -> None:
        for template in letters.TEMPLATES:
            _subject, body = render(template, language, PARAMS)
            assert (sum("\u0600" <= letter <= "\u06ff" for letter in body) > 60) is (language == "ar")
            assert language == "en" or body != render(template, "en", PARAMS)[1]


def test_a_parameter_that_is_missing_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(Exception, match="'code' is undefined"):
        render("sign_in_code", "en", {"minutes": 10})


# --- codes


def test_a_code_is_the_same_for_its_challenge_and_tells_nothing_of_the_next() -> None:
    made = [codes.code(UUID(int=number)) for number in range(2000)]
    assert made == [codes.code(UUID(int=number)) for number in range(2000)]
    assert {len(code) for code in made} == {8}
    assert all(code.isdecimal() for code in made)
    assert len(set(made)) > 1990
    assert {code[0] for code in made} == set("0123456789")


def test_without_the_secret_nobody_tells_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    before = codes.code(ID)
    monkeypatch.setattr(keyed, "_secret", b"another installation's own secret")
    assert codes.code(ID) != before
    monkeypatch.setattr(keyed, "_secret", None)
    with pytest.raises(RuntimeError):
        codes.code(ID)


def test_parts_that_run_together_are_told_apart() -> None:
    assert keyed.digest("x", b"ab", b"c") != keyed.digest("x", b"a", b"bc")
    assert keyed.digest("x", b"a") != keyed.digest("y", b"a")


# --- whose they are


async def written(session: AsyncSession, template: str = "email_changed", **given: Any) -> letters.Written:
    await letters.write(session, template, **given)
    id_ = await session.scalar(select(Letter.id).order_by(Letter.id.desc()).limit(1))
    assert id_ is not None
    found = await letters.read(session, id_)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("languages", "given", "expected"),
    [
        (["sw", "fr-CD", "ar"], None, "fr"),
        (["ar"], "pt-BR", "pt"),
        (["sw"], None, "en"),
        ([], None, "en"),
        (["es"], "sw", "es"),
    ],
)
async def test_a_letter_speaks_the_first_of_the_persons_languages_that_we_speak(
    build: Build, session: AsyncSession, languages: list[str], given: str | None, expected: str
) -> None:
    person = await build.member(languages=languages)
    assert (await written(session, member_id=person.id, language=given)).language == expected


async def test_a_letter_goes_to_the_address_of_the_day_it_is_sent(
    build: Build, session: AsyncSession
) -> None:
    person = await build.member(email="old@example.org")
    told = await written(session, member_id=person.id)
    assert told.to == "old@example.org"
    person.email = person.email_key = "new@example.org"
    await session.flush()
    assert (await written(session, member_id=person.id)).to == "new@example.org"
    assert (await written(session, member_id=person.id, email="old@example.org")).to == "old@example.org"


async def test_a_known_and_an_unknown_address_leave_the_same_traces(
    build: Build, session: AsyncSession, queries: Queries
) -> None:
    person = await build.member()
    sent, rows = [], []
    for member_id in (person.id, None):
        with queries() as seen:
            await letters.write(session, "sign_in_code", member_id=member_id, challenge_id=uuid4())
        sent.append(list(seen))
        counts = [
            await session.scalar(select(func.count()).select_from(table))
            for table in (Letter, OutboxMessage, text("queue.pgqueuer"))
        ]
        rows.append(counts)
    assert sent[0] == sent[1]
    assert len(sent[0]) == 3
    assert [after - before for before, after in zip(*rows, strict=True)] == [1, 1, 1]


async def test_the_letters_of_an_erased_person_are_gone(build: Build, session: AsyncSession) -> None:
    person = await build.member(email="amina@example.org")
    await letters.write(session, "email_changed", member_id=person.id, email="former@example.org")
    await erasing.erase(session, person.id, None, by=SECRETARIAT)
    assert (await session.scalars(select(Letter))).all() == []
    assert (await written(session, member_id=person.id)).to is None
    assert (await session.get_one(Member, person.id)).email is None


# --- as mail


def envelope(**given: Any) -> mail.Envelope:
    return mail.Envelope(
        **{"id": ID, "to": "amina@example.org", "subject": "S", "body": "B\n", "language": "en", **given}
    )


def read(content: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(content, policy=cast("Any", default)))


def test_arabic_survives_the_mail() -> None:
    subject, body = render("sign_in_code", "ar", PARAMS)
    sent = bytes(mail.compose(envelope(subject=subject, body=body, language="ar"), SENDER))
    assert sent.isascii()  # for whatever server lies between
    received = read(sent)
    assert received["Subject"] == subject
    assert received.get_content().replace("\r\n", "\n") == body
    assert received["Content-Language"] == "ar"
    assert received.get_content_charset() == "utf-8"


def test_a_letter_says_what_it_is_to_machines() -> None:
    made = mail.compose(envelope(), SENDER)
    assert made["Message-ID"] == f"<{ID}@inee.test>"
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Date"] == "Mon, 04 May 2026 10:00:00 +0000"
    assert (made["From"], made["To"]) == (SENDER, "amina@example.org")


def test_a_domain_is_written_as_mail_servers_know_it() -> None:
    assert mail.compose(envelope(to="amina@münchen.example.org"), SENDER)["To"] == (
        "amina@xn--mnchen-3ya.example.org"
    )


@pytest.mark.parametrize(
    "to", ["a@example.org\nBcc: b@example.org", "two@example.org, b@example.org", "nobody"]
)
async def test_an_address_that_is_none_is_refused(tmp_path: Path, to: str) -> None:
    with pytest.raises(mail.Refused):
        await mail.Folder(tmp_path, SENDER, print).send(envelope(to=to))
    assert not any(os.scandir(tmp_path))


async def test_without_a_server_a_letter_is_a_private_file_and_one_line_to_read(tmp_path: Path) -> None:
    shown: list[str] = []
    folder = tmp_path / "mail"
    for _ in range(2):  # delivered twice is still one file
        await mail.Folder(folder, SENDER, shown.append).send(envelope(subject="Your code", code="1234 5678"))
    (file,) = folder.iterdir()
    assert file.name == f"{ID}.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read(file.read_bytes())["To"] == "amina@example.org"
    assert shown[0] == "Mail to amina@example.org: Your code · code 1234 5678"


async def test_a_folder_that_takes_nothing_is_a_server_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("")
    with pytest.raises(mail.Unreachable):
        await mail.Folder(tmp_path / "mail", SENDER, print).send(envelope())
