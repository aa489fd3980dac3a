"""Members: who may see a person, what they were on every day, and how their record is kept."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import ConfirmationRequired, Conflict, Forbidden, Invalid, NotEligible, NotFound
from api.models import Consent, Member, MemberReference, MemberState
from api.rules import field_classes
from api.rules.enums import EndReason, MemberStatus
from api.rules.field_classes import WHOLE, Viewer, Viewers, shown
from api.rules.findings import eligible
from api.rules.member_lifecycle import judge_member_step
from api.rules.permissions import Actor, Permission, Thing, may
from api.schemas.applications import ConsentGiven
from api.schemas.members import MemberCreate, MemberFilter, MemberPage, MemberRead, MemberUpdate
from api.services import (
    affiliations,
    challenges,
    emails,
    lapsing,
    letters,
    limits,
    lookup,
    memberships,
    offices,
    sessions,
    suppressing,
    viewing,
)

SORTS = {"full_name": Member.name_key, "created_at": Member.created_at, "updated_at": Member.updated_at}
# What is not a column of the person's own row.
APART = {"consent", "external_ref", "affiliations", "status", "reason"}

OWN = frozenset(
    "full_name given_name family_name country languages topics visibility at_risk pseudonym affiliations status".split()
)
"""What a person writes of themselves; of the statuses, only that they have left."""
NOTHING: Viewers = frozenset()
ACTIVE_BY_CONSENT = frozenset({MemberStatus.unconfirmed, MemberStatus.external, MemberStatus.left})

visible = viewing.visible


class Known(NamedTuple):
    """A person's name before a caller. `as_employer`: known to work there, and for no other reason; an employer is not
    told where its staff sit for themselves or for others."""

    name: str
    as_employer: bool


async def list_(session: AsyncSession, query: MemberFilter, *, by: Actor) -> MemberPage:
    listing = pagination.resume("members", query)
    statement = _matching(visible(by), listing.query, by)
    sorts = SORTS if by.is_secretariat else SORTS | {"full_name": Member.shown_key}
    found = await pagination.fetch(session, listing, statement, sorts=sorts, key=Member.id)
    page: dict[str, Any] = {
        "items": await read(session, [row[0] for row in found.rows], by=by),
        "next_cursor": found.next_cursor,
    }
    return MemberPage(**page, total=found.total) if listing.query.total else MemberPage(**page)


def _matching(statement: Select[Any], asked: MemberFilter, by: Actor) -> Select[Any]:
    """A filter finds only those in whom the caller is shown what it asks about, or asking would tell."""
    name = Member.name_key if by.is_secretariat else Member.shown_key
    wanted: list[tuple[str, Any]] = [
        ("full_name", asked.q and name.like(lookup.containing(asked.q))),
        ("status", asked.status and Member.status == asked.status),
        ("country", asked.country and Member.country == asked.country),
        ("languages", asked.language and Member.languages.contains([asked.language])),
        ("topics", asked.topic and Member.topics.contains([asked.topic])),
        ("updated_at", asked.updated_since and Member.updated_at >= asked.updated_since),
    ]
    for field, matches in wanted:
        if matches is not None:
            statement = statement.where(matches, viewing.where_shown(field, by))
    if asked.organisation_id is not None:
        statement = statement.where(viewing.working_at(by, asked.organisation_id))
    return statement


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


async def known_names(session: AsyncSession, ids: Collection[UUID], *, by: Actor) -> dict[UUID, Known]:
    """The names by which the caller may know these people; whoever is left out has none for them."""
    relation = await viewing.viewers(session, ids, by=by)
    rows = await session.execute(
        select(Member.id, Member.full_name, Member.pseudonym, Member.at_risk, Member.visibility).where(
            Member.id.in_(ids)
        )
    )
    found = {}
    for row in rows:
        viewers = relation.get(row.id, NOTHING)
        for apart, as_employer in ((viewers - {Viewer.organisation}, False), (viewers, True)):
            if row.id not in found and "full_name" in shown(apart, row.visibility, at_risk=row.at_risk):
                found[row.id] = Known(_name(row, viewers), as_employer)
    return found


def _name(row: Any, viewers: Viewers) -> str:
    return field_classes.name(viewers, row.full_name, row.pseudonym, at_risk=row.at_risk)


async def read(session: AsyncSession, rows: Sequence[Member], *, by: Actor) -> list[MemberRead]:
    """People as the caller may see them, in four more queries however many there are."""
    ids = [row.id for row in rows]
    relation = await viewing.viewers(session, ids, by=by)
    works = await affiliations.of_members(session, rows, relation, by=by)
    consents: dict[UUID, list[Consent]] = {id_: [] for id_ in ids}
    whole = [id_ for id_ in ids if relation.get(id_, NOTHING) & WHOLE]
    given = select(Consent).where(Consent.member_id.in_(whole)).order_by(Consent.given_on)
    for consent in await session.scalars(given):
        consents[consent.member_id].append(consent)
    references = await _references(session, whole)
    return [
        _answer(
            row,
            relation.get(row.id, NOTHING),
            affiliations=works[row.id],
            consents=consents[row.id],
            external_ref=references.get(row.id),
        )
        for row in rows
    ]


def _answer(row: Member, viewers: Viewers, **beside: Any) -> MemberRead:
    allowed = shown(viewers, row.visibility, at_risk=row.at_risk)
    values = {**lookup.columns(row), **beside, "full_name": _name(row, viewers)}
    return MemberRead.model_validate({field: value for field, value in values.items() if field in allowed})


async def _references(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names the secretariat's own lists have for these people."""
    own = select(MemberReference.member_id, MemberReference.external_ref).where(
        MemberReference.member_id.in_(ids), MemberReference.organisation_id.is_(None)
    )
    return dict((await session.execute(own)).all())


async def create(session: AsyncSession, form: MemberCreate, *, by: Actor) -> MemberRead:
    if not may(by, Permission.members_create):
        raise Forbidden(permission=Permission.members_create)
    status = form.status or (MemberStatus.active if form.consent else MemberStatus.unconfirmed)
    findings = judge_member_step(None, status, has_consent=form.consent is not None)
    if not eligible(findings):
        raise NotEligible(findings)
    await suppressing.check(session, form.email)
    member = await begin(session, status, **form.model_dump(exclude=APART))
    if form.consent is not None:
        await _consent(session, member.id, form.consent)
    if form.external_ref is not None:
        await _refer(session, member.id, form.external_ref)
    await affiliations.set_for(session, member.id, form.affiliations, by=by)
    fields = sorted(form.model_fields_set)
    audit.record(session, by=by, action="member.created", subject=("member", member.id), fields=fields)
    await session.flush()
    return (await read(session, [member], by=by))[0]


async def begin(session: AsyncSession, status: MemberStatus, **columns: Any) -> Member:
    """A person who was not known before, from today on."""
    member = Member(**columns, email_key=_key(columns.get("email")), status=status)
    session.add(member)
    await session.flush()
    session.add(MemberState(member_id=member.id, status=status, starts_on=clock.today()))
    await session.flush()
    return member


async def update(
    session: AsyncSession, id_: UUID, form: MemberUpdate, versions: frozenset[int] | None, *, by: Actor
) -> MemberRead:
    member = await hold(session, id_, versions, by=by)
    changed = form.model_fields_set - {"reason"}
    _check_own(form, changed, by)
    if "email" in changed:
        await suppressing.check(session, form.email)
        await _tell_of_address(session, member, form, by=by)
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
        await affiliations.set_for(session, id_, form.affiliations, by=by)
    if "status" in changed and form.status is not member.status:
        await _change_status(session, member, form.status, by=by)
    elif member.status is MemberStatus.left:
        await affiliations.end_all(session, id_, clock.today())
    member.updated_at = clock.now()
    audit.record(
        session,
        by=by,
        action="member.updated",
        subject=("member", id_),
        fields=sorted(changed),
        reason=form.reason,
    )
    await session.flush()
    return (await read(session, [member], by=by))[0]


def _check_own(form: MemberUpdate, changed: AbstractSet[str], by: Actor) -> None:
    """A person writes what is theirs to say; what the network says of them, and their address, have other roads."""
    if by.is_secretariat:
        return
    leaving = form.status is MemberStatus.left if "status" in changed else True
    if changed - OWN or not leaving or form.reason is not None:
        raise Forbidden(permission=Permission.members_write)


async def _tell_of_address(session: AsyncSession, member: Member, form: MemberUpdate, *, by: Actor) -> None:
    """A mailbox that is lost: staff change it with a reason, both addresses are told, and nobody stays signed in by the
    old one."""
    if member.email is None or member.email == form.email:
        return
    if not by.confirmed:  # who changes another's address could sign in as them
        raise ConfirmationRequired
    if form.reason is None:
        raise Invalid.at("/reason", "required")
    for address in filter(None, (member.email, form.email)):
        await letters.write(session, "email_changed", member_id=member.id, email=address)
    await challenges.void(session, member.id)
    await sessions.end_all(session, member.id, by=by)


async def answer_affiliation(
    session: AsyncSession, id_: UUID, affiliation_id: UUID, *, confirmed: bool, by: Actor
) -> MemberRead:
    """The person's own yes or no to what somebody else wrote about where they work."""
    await find(session, id_, by=by)
    if by.member_id != id_:
        raise NotFound
    member = await lookup.lock(session, Member, id_)
    await affiliations.answer(session, id_, affiliation_id, confirmed=confirmed, by=by)
    member.updated_at = clock.now()  # whoever reads what has changed is to find them from now on
    await session.flush()
    return (await read(session, [member], by=by))[0]


async def ask_to_confirm(session: AsyncSession, id_: UUID, *, by: Actor) -> MemberRead:
    """Ask an unconfirmed person by mail to say yes; they do so by signing in and consenting."""
    member = await hold(session, id_, None, Permission.members_create, by=by)
    if member.status is not MemberStatus.unconfirmed or member.email is None:
        raise Conflict
    await limits.take(session, limits.LETTERS, str(id_))
    await letters.write(session, "confirmation_request", member_id=id_)
    audit.record(session, by=by, action="member.confirmation_requested", subject=("member", id_))
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


async def activates(session: AsyncSession, member: Member) -> bool:
    """Does the person's own consent make them an active member? Who was only known, invited from outside, or gone (R8);
    but nobody ends their own suspension by leaving and coming back (R33)."""
    return member.status in ACTIVE_BY_CONSENT and not await _was_suspended(session, member.id)


async def _was_suspended(session: AsyncSession, id_: UUID) -> bool:
    before = select(MemberState.status).where(
        MemberState.member_id == id_, MemberState.status != MemberStatus.left
    )
    last = before.order_by(MemberState.starts_on.desc(), MemberState.id.desc()).limit(1)
    return await session.scalar(last) is MemberStatus.suspended


async def end_everything(
    session: AsyncSession, member: Member, on: date, reason: EndReason, *, by: Actor
) -> None:
    """Seats, representations, affiliations, offices and open applications of somebody who leaves (R33)."""
    id_ = member.id
    await memberships.end_all(session, member_id=id_, on=on, reason=reason, by=by)
    await lapsing.close_open(session, member_id=id_, by=by)
    await affiliations.end_all(session, id_, on)
    await offices.end_all(session, id_, on, by=by)


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
