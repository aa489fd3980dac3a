"""Members: who may see a person, what they were on every day, and how their record is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, false, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, NotEligible, NotFound
from api.models import Consent, Member, MemberReference, MemberState
from api.rules.enums import EndReason, MemberStatus
from api.rules.field_classes import MEMBER, shown
from api.rules.findings import eligible
from api.rules.member_lifecycle import judge_member_step
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.applications import ConsentGiven
from api.schemas.members import MemberCreate, MemberFilter, MemberPage, MemberRead, MemberUpdate
from api.services import affiliations, emails, lapsing, lookup, memberships, offices, suppressing

SORTS = {"full_name": Member.name_key, "created_at": Member.created_at, "updated_at": Member.updated_at}
APART = {"consent", "external_ref", "affiliations", "status"}  # what is not a column of the person's own row


def visible(actor: Actor) -> Select[Any]:
    """The secretariat sees all but the erased; a person themselves; an organisation those who confirmed that they work
    there today."""
    living = select(Member).where(Member.status != MemberStatus.erased)
    if actor.is_secretariat:
        return living
    works = Member.id.in_(affiliations.confirmed_at(actor.organisation_ids, clock.today()))
    return living.where(or_(Member.id == lookup.own(actor), works))


async def list_(session: AsyncSession, query: MemberFilter, *, by: Actor) -> MemberPage:
    listing = pagination.resume("members", query)
    asked = listing.query
    statement = visible(by)
    if asked.q is not None:
        statement = statement.where(Member.name_key.like(lookup.containing(asked.q)))
    for field in ("status", "country"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(Member, field) == value)
    if asked.language is not None:
        statement = statement.where(Member.languages.contains([asked.language]))
    if asked.topic is not None:  # nobody has a topic for a caller who is shown none, or asking would tell
        has_topic = Member.topics.contains([asked.topic]) if "topics" in shown(MEMBER, by) else false()
        statement = statement.where(has_topic)
    if asked.organisation_id is not None:
        statement = statement.where(
            Member.id.in_(affiliations.working_at(asked.organisation_id, clock.today(), by))
        )
    if asked.updated_since is not None:
        statement = statement.where(Member.updated_at >= asked.updated_since)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Member.id)
    page: dict[str, Any] = {
        "items": await read(session, [row[0] for row in found.rows], by=by),
        "next_cursor": found.next_cursor,
    }
    return MemberPage(**page, total=found.total) if asked.total else MemberPage(**page)


async def get(session: AsyncSession, id_: UUID, *, by: Actor) -> MemberRead:
    return (await read(session, [await find(session, id_, by=by)], by=by))[0]


async def find(session: AsyncSession, id_: UUID, *, by: Actor) -> Member:
    found = (await session.execute(visible(by).where(Member.id == id_))).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


async def hold(
    session: AsyncSession,
    id_: UUID,
    versions: frozenset[int] | None,
    permission: Permission = Permission.members_write,
    *,
    by: Actor,
) -> Member:
    """A person the caller may see and do this to, held for it."""
    await find(session, id_, by=by)
    if not may(by, permission, Thing(member_id=id_)):
        raise Forbidden(permission=permission)
    member = await lookup.lock(session, Member, id_, versions)
    if member.status is MemberStatus.erased:  # while we waited
        raise NotFound
    return member


async def read(session: AsyncSession, rows: Sequence[Member], *, by: Actor) -> list[MemberRead]:
    """People as the caller may see them, in three more queries however many there are."""
    ids, allowed = [row.id for row in rows], shown(MEMBER, by)
    works = await affiliations.of_members(session, ids, by=by)
    consents: dict[UUID, list[Consent]] = {id_: [] for id_ in ids}
    references: dict[UUID, str] = {}
    if by.is_secretariat:
        given = select(Consent).where(Consent.member_id.in_(ids)).order_by(Consent.given_on)
        for consent in await session.scalars(given):
            consents[consent.member_id].append(consent)
        references = await _references(session, ids)
    return [
        MemberRead.model_validate(
            {
                field: value
                for field, value in {
                    **lookup.columns(row),
                    "affiliations": works[row.id],
                    "consents": consents[row.id],
                    "external_ref": references.get(row.id),
                }.items()
                if field in allowed
            }
        )
        for row in rows
    ]


async def _references(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names the secretariat's own lists have for these people."""
    own = select(MemberReference.member_id, MemberReference.external_ref).where(
        MemberReference.member_id.in_(ids), MemberReference.organisation_id.is_(None)
    )
    return dict((await session.execute(own)).all())


async def create(session: AsyncSession, form: MemberCreate, *, by: Actor) -> MemberRead:
    if not may(by, Permission.members_write):
        raise Forbidden(permission=Permission.members_write)
    status = form.status or (MemberStatus.active if form.consent else MemberStatus.unconfirmed)
    findings = judge_member_step(None, status, has_consent=form.consent is not None)
    if not eligible(findings):
        raise NotEligible(findings)
    await suppressing.check(session, form.email)
    today = clock.today()
    member = Member(**form.model_dump(exclude=APART), email_key=_key(form.email), status=status)
    session.add(member)
    await session.flush()
    session.add(MemberState(member_id=member.id, status=status, starts_on=today))
    if form.consent is not None:
        await _consent(session, member.id, form.consent)
    if form.external_ref is not None:
        await _refer(session, member.id, form.external_ref)
    await affiliations.set_for(session, member.id, form.affiliations)
    fields = sorted(form.model_fields_set)
    audit.record(session, by=by, action="member.created", subject=("member", member.id), fields=fields)
    await session.flush()
    return (await read(session, [member], by=by))[0]


async def update(
    session: AsyncSession, id_: UUID, form: MemberUpdate, versions: frozenset[int] | None, *, by: Actor
) -> MemberRead:
    member = await hold(session, id_, versions, by=by)
    if not may(
        by, Permission.members_write
    ):  # what people may edit of themselves comes with the field classes
        raise Forbidden(permission=Permission.members_write)
    changed = form.model_fields_set
    if "email" in changed:
        await suppressing.check(session, form.email)
        suppressing.keep_former(member)
    for field, value in form.model_dump(include=changed - APART).items():
        setattr(member, field, value)
    if "email" in changed:
        member.email_key = _key(form.email)
    if "consent" in changed:
        await _consent(session, id_, form.consent)
    if "external_ref" in changed:
        await _refer(session, id_, form.external_ref)
    if "affiliations" in changed:
        await affiliations.set_for(session, id_, form.affiliations)
    if "status" in changed and form.status is not member.status:
        await _change_status(session, member, form.status, by=by)
    elif member.status is MemberStatus.left:
        await affiliations.end_all(session, id_, clock.today())
    member.updated_at = clock.now()
    audit.record(session, by=by, action="member.updated", subject=("member", id_), fields=sorted(changed))
    await session.flush()
    return (await read(session, [member], by=by))[0]


async def _change_status(session: AsyncSession, member: Member, status: MemberStatus, *, by: Actor) -> None:
    """Who leaves ends all that day; a suspension keeps the seats (R33)."""
    consented = select(Consent.id).where(Consent.member_id == member.id, Consent.withdrawn_on.is_(None))
    has_consent = await session.scalar(consented.limit(1)) is not None
    findings = judge_member_step(member.status, status, has_consent=has_consent)
    if not eligible(findings):
        raise NotEligible(findings)
    today = clock.today()
    await enter_state(session, member, status, today)
    if status is MemberStatus.left:
        await end_everything(session, member, today, EndReason.member_left, by=by)


async def enter_state(session: AsyncSession, member: Member, status: MemberStatus, on: date) -> None:
    """Write what the person is from a day on, and end what they were; a second change that day leaves a day of none."""
    current = await session.scalar(
        select(MemberState).where(MemberState.member_id == member.id, MemberState.ends_on.is_(None))
    )
    if current is not None:
        current.ends_on = max(current.starts_on, on)
        await session.flush()
    member.status = status
    session.add(MemberState(member_id=member.id, status=status, starts_on=on))
    await session.flush()


async def end_everything(
    session: AsyncSession, member: Member, on: date, reason: EndReason, *, by: Actor
) -> None:
    """Seats, representations, affiliations, offices and open applications of somebody who leaves (R33)."""
    id_ = member.id
    await memberships.end_all(session, member_id=id_, on=on, reason=reason, by=by)
    await lapsing.close_open(session, member_id=id_, by=by)
    await affiliations.end_all(session, id_, on)
    await offices.end_all(session, id_, on)


def _key(email: str | None) -> str | None:
    return emails.key(email) if email else None


async def _consent(session: AsyncSession, id_: UUID, given: ConsentGiven) -> None:
    lookup.not_ahead(given.given_on, "/consent/given_on")
    await consent_given(session, id_, given.given_on, given.source)


async def consent_given(session: AsyncSession, id_: UUID, on: date, source: str) -> None:
    session.add(Consent(member_id=id_, given_on=on, source=source))
    await session.flush()


async def _refer(session: AsyncSession, id_: UUID, external_ref: str | None) -> None:
    """One reference a person in the secretariat's lists; None takes it away."""
    held = await session.scalar(
        select(MemberReference).where(
            MemberReference.member_id == id_, MemberReference.organisation_id.is_(None)
        )
    )
    if external_ref is None:
        if held is not None:
            await session.delete(held)
    elif held is not None:
        held.external_ref = external_ref
    else:
        session.add(MemberReference(member_id=id_, external_ref=external_ref))
    await session.flush()
