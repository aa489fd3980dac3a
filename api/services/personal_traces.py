"""By what rows are known to be about a person: most point to them, some only hold what they are called."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import (
    Affiliation,
    Application,
    AuditDetail,
    AuditEvent,
    Challenge,
    Client,
    FocalPoint,
    IdempotencyKey,
    ImportBatch,
    ImportRow,
    Leader,
    Letter,
    Member,
    MemberReference,
    Membership,
    Organisation,
    Space,
)
from api.rules.enums import ImportResult

REFUSED = (ImportResult.error, ImportResult.conflict, ImportResult.duplicate_in_file, ImportResult.suppressed)
SHORTEST_TELLING = 8
"""Signs of a name below which a file that has them in its own is called after somebody by chance."""


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person can be told from others, in rows that do not point to them."""

    id: UUID
    full_name: str
    email: str | None
    email_key: str | None
    references: tuple[tuple[UUID | None, str], ...]


Whose = Callable[[Traces], ColumnElement[bool]]


async def of_member(session: AsyncSession, member: Member) -> Traces:
    found = select(MemberReference.organisation_id, MemberReference.external_ref).where(
        MemberReference.member_id == member.id
    )
    references = tuple((whose, ref) for whose, ref in await session.execute(found))
    return Traces(member.id, member.full_name, member.email, member.email_key, references)


def by(column: Any) -> Whose:
    """Rows that point to the person."""

    def whose(of: Traces) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column == of.id
        return found

    return whose


def addresses(of: Traces) -> frozenset[str]:
    """The address as it may have been written, in lower case."""
    return frozenset(one.lower() for one in (of.email, of.email_key) if one is not None)


def in_a_list(of: Traces) -> ColumnElement[bool]:
    """Rows of lists that became the person, and those that only named them: refused ones, twins, the suppressed.

    In whichever cell: a row of which a cell is missing has the others in the wrong column. A name is anybody's to
    choose, so it finds only what will never be written: nobody who takes another's name spoils a list with it.
    """
    named = [_stands_in_a_cell(address) for address in addresses(of)]
    refused = and_(ImportRow.result.in_(REFUSED), ImportRow.member_id.is_(None))
    refs = [_listed_as(whose, ref) for whose, ref in of.references]
    return or_(ImportRow.member_id == of.id, and_(refused, _stands_in_a_cell(of.full_name)), *named, *refs)


def _stands_in_a_cell(text: str) -> ColumnElement[bool]:
    """As all that a cell says, in whatever case."""
    cell = func.jsonb_each_text(ImportRow.cells).table_valued("key", "value")
    return exists(select(cell.c.value).where(func.fold(cell.c.value) == func.fold(text)))


def _listed_as(whose: UUID | None, reference: str) -> ColumnElement[bool]:
    """A reference means somebody in the lists of one body only."""
    lists = select(ImportBatch.id).where(ImportBatch.organisation_id.is_not_distinct_from(whose))
    return and_(ImportRow.cells["external_ref"].astext == reference, ImportRow.batch_id.in_(lists))


def _quoted(text: str) -> str:
    """As a whole string within a jsonb's text."""
    return json.dumps(text, ensure_ascii=False)


def file_named(of: Traces) -> ColumnElement[bool]:
    """Files that are called after the person."""
    name = func.fold(ImportBatch.file_name)
    telling = [one for one in (of.full_name, *addresses(of)) if len(one) >= SHORTEST_TELLING]
    return or_(false(), *(func.strpos(name, func.fold(one)) > 0 for one in telling))


def contact_of(of: Traces) -> ColumnElement[bool]:
    """Spaces that give the person's own address as theirs."""
    return or_(false(), *(func.lower(Space.contact).contains(one, autoescape=True) for one in addresses(of)))


def proposed_or_contact_of(of: Traces) -> ColumnElement[bool]:
    return or_(Space.proposed_by == of.id, contact_of(of))


def asked(of: Traces) -> ColumnElement[bool]:
    """Codes the person asked for, and those that somebody asked for with their address."""
    told = func.lower(Challenge.form["email"].astext)
    return or_(Challenge.member_id == of.id, told.in_(addresses(of)))


def written_to(of: Traces) -> ColumnElement[bool]:
    """Letters to the person, and to an address that they wanted to change to."""
    answering = select(Challenge.id).where(asked(of))
    to_them = func.lower(Letter.email).in_(addresses(of))
    return or_(Letter.member_id == of.id, to_them, Letter.challenge_id.in_(answering))


def acts(of: Traces) -> ColumnElement[bool]:
    """Events about the person, and what they did themselves."""
    return or_(told_of(of), AuditEvent.actor_id == of.id)


def told_of(of: Traces) -> ColumnElement[bool]:
    """Events about the person, and about what is theirs alone."""
    theirs = (
        (Membership.id, Membership.member_id),
        (Application.id, Application.member_id),
        (Affiliation.id, Affiliation.member_id),
        (FocalPoint.id, FocalPoint.member_id),
        (Leader.id, Leader.member_id),
        (Client.id, Client.made_by),
        (Organisation.id, Organisation.proposed_by),
    )
    subjects = [AuditEvent.subject_id.in_(select(id_).where(whose == of.id)) for id_, whose in theirs]
    return or_(AuditEvent.subject_id == of.id, *subjects)


def reasons(of: Traces) -> ColumnElement[bool]:
    return AuditDetail.event_id.in_(select(AuditEvent.id).where(told_of(of)))


def answered(of: Traces) -> ColumnElement[bool]:
    """Answers kept for a retry in which the person stands."""
    told = func.encode(IdempotencyKey.body, "escape")  # what is not ASCII stands there as octal
    named = [_quoted(one) for one in (str(of.id), *filter(None, (of.email,)))]
    named += [
        f'name":{space}{_quoted(of.full_name)}' for space in ("", " ")
    ]  # as somebody's name, and as no other word
    return or_(*(told.contains(_escaped(trace), autoescape=True) for trace in named))


def _escaped(text: str) -> str:
    """As PostgreSQL writes bytes in its `escape` format: zero, high bytes and backslashes only."""
    return "".join(
        "\\\\" if byte == 92 else chr(byte) if 0 < byte < 128 else f"\\{byte:03o}" for byte in text.encode()
    )
