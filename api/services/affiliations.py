"""Where people work: dated, several at once, and seen by the organisation only once the person has confirmed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Conflict, FieldError, Forbidden, Invalid, NotFound, UnknownReference
from api.models import Affiliation, Member, Organisation
from api.rules.field_classes import AFFILIATION, WHOLE, Viewer, Viewers, shown
from api.rules.permissions import Actor, Permission
from api.schemas.members import AffiliationForm
from api.services import lookup, organisations


def confirmed_at(organisation_ids: Collection[UUID], on: date) -> Select[Any]:
    """The ids of people who confirmed that they work at one of these on the day."""
    return select(Affiliation.member_id).where(
        Affiliation.organisation_id.in_(organisation_ids),
        Affiliation.confirmed_on.is_not(None),
        Affiliation.during.contains(on),
    )


async def of_members(
    session: AsyncSession, rows: Sequence[Member], viewers: Mapping[UUID, Viewers], *, by: Actor
) -> dict[UUID, list[dict[str, Any]]]:
    """Each person's affiliations, oldest first: all to themselves and staff, to others the confirmed ones of today,
    and of these to an organisation its own."""
    people = {row.id: row for row in rows}
    every = select(Affiliation).where(Affiliation.member_id.in_(people), Affiliation.during.is_not(None))
    found: dict[UUID, list[dict[str, Any]]] = {id_: [] for id_ in people}
    for one in await session.scalars(every.order_by(Affiliation.starts_on, Affiliation.id)):
        person = people[one.member_id]
        to = _told_of(one, viewers.get(one.member_id, frozenset()), by)
        fields = shown(to, person.visibility, at_risk=person.at_risk, table=AFFILIATION)
        if fields:
            found[one.member_id].append({field: getattr(one, field) for field in fields})
    return found


def _told_of(one: Affiliation, viewers: Viewers, by: Actor) -> Viewers:
    """As whom the caller may know of this one."""
    if viewers & WHOLE:
        return viewers
    today = clock.today()
    if one.confirmed_on is None or one.starts_on > today or not _lasts(one, today):
        return frozenset()
    return viewers if one.organisation_id in by.organisation_ids else viewers - {Viewer.organisation}


async def answer(session: AsyncSession, member_id: UUID, id_: UUID, *, confirmed: bool, by: Actor) -> None:
    """The person says whether they work there, as a list or an organisation said; a no ends it today."""
    row = await session.scalar(
        select(Affiliation)
        .where(
            Affiliation.id == id_, Affiliation.member_id == lookup.own(by), Affiliation.during.is_not(None)
        )
        .with_for_update(key_share=True)
    )
    if row is None or member_id != by.member_id:
        raise NotFound
    today = clock.today()
    if not _lasts(row, today):
        raise Conflict
    if confirmed:
        row.confirmed_on = row.confirmed_on or today
    else:
        row.ends_on = max(row.starts_on, today)
    said = "confirmed" if confirmed else "refused"
    audit.record(session, by=by, action=f"affiliation.{said}", subject=("member", member_id))
    await session.flush()


async def set_for(
    session: AsyncSession, member_id: UUID, forms: Sequence[AffiliationForm], *, by: Actor
) -> None:
    """These hold from now on: one that lasts and is not among them ends today; what has ended stays as it was.

    Where the person says so themselves, what they add is confirmed by that. What others said waits for its own answer,
    though it was sent back with the rest.
    """
    await _check(session, forms, by=by)
    own, today = by.member_id == member_id, clock.today()
    every = select(Affiliation).where(Affiliation.member_id == member_id, Affiliation.during.is_not(None))
    rows = (await session.scalars(every.order_by(Affiliation.starts_on))).all()
    _check_named(rows, forms)
    meant = _meant(rows, forms, today)
    for left_out in rows:
        if left_out not in meant and _lasts(left_out, today):
            left_out.ends_on = max(left_out.starts_on, today)
    wanted: list[Affiliation] = []
    for place, (form, row) in enumerate(zip(forms, meant, strict=True)):
        one = row or Affiliation(member_id=member_id, organisation_id=form.organisation_id, starts_on=today)
        if own:
            _check_days(form, row, place)
        one.starts_on = form.starts_on or one.starts_on
        lookup.in_order(one.starts_on, form.ends_on, f"/affiliations/{place}/ends_on")
        one.job_title, one.ends_on = form.job_title, form.ends_on
        if own:
            _check_confirmed(form, row)
        new = today if own and row is None else None
        one.confirmed_on = form.confirmed_on or one.confirmed_on or new
        wanted.append(one)
    session.add_all(wanted)
    await session.flush()


async def _check(session: AsyncSession, forms: Sequence[AffiliationForm], *, by: Actor) -> None:
    """Refuse (422) unknown organisations, all at once, and a confirmation that is still to come."""
    named = [form.organisation_id for form in forms]
    seen = organisations.visible(by).with_only_columns(Organisation.id)
    known = set(await session.scalars(seen.where(Organisation.id.in_(named))))
    unknown = [
        FieldError(f"/affiliations/{place}/organisation_id", "unknown_reference", {})
        for place, form in enumerate(forms)
        if form.organisation_id not in known
    ]
    if unknown:
        raise UnknownReference(unknown)
    for place, form in enumerate(forms):
        lookup.not_ahead(form.confirmed_on, f"/affiliations/{place}/confirmed_on")


def _check_named(rows: Sequence[Affiliation], forms: Sequence[AffiliationForm]) -> None:
    known = {row.id for row in rows}
    unknown = [
        FieldError(f"/affiliations/{place}/id", "unknown_reference", {})
        for place, form in enumerate(forms)
        if form.id is not None and form.id not in known
    ]
    if unknown:
        raise UnknownReference(unknown)


def _check_confirmed(form: AffiliationForm, row: Affiliation | None) -> None:
    """The day on which somebody confirmed is not theirs to choose: it is the day on which they do."""
    if form.confirmed_on is not None and (row is None or form.confirmed_on != row.confirmed_on):
        raise Forbidden(permission=Permission.members_create)


def _check_days(form: AffiliationForm, row: Affiliation | None, place: int) -> None:
    """A person says that they leave, or from when they have worked there; what was, they do not rewrite: who decides on
    an application must not have been of the applicant (R23)."""
    today = clock.today()
    if row is None or not _lasts(row, today):
        return
    if form.ends_on is not None and form.ends_on < today:
        raise Invalid.at(f"/affiliations/{place}/ends_on", "in_the_past")
    if form.starts_on is not None and form.starts_on > row.starts_on:
        raise Invalid.at(f"/affiliations/{place}/starts_on", "periods_stay")


def _lasts(row: Affiliation, today: date) -> bool:
    return row.ends_on is None or row.ends_on > today


def _meant(
    rows: Sequence[Affiliation], forms: Sequence[AffiliationForm], today: date
) -> list[Affiliation | None]:
    """The row each form means: the one it names, or that of its organisation and first day; else the present one
    there, of which the first day is corrected; else none, and a new one begins."""
    began = {row.id: row.starts_on for row in rows}
    days = [began[form.id] if form.id else form.starts_on for form in forms]
    rest = {(row.organisation_id, row.starts_on): row for row in rows}
    exact = [
        rest.pop((form.organisation_id, day), None) if day else None
        for form, day in zip(forms, days, strict=True)
    ]
    present = {
        row.organisation_id: row for row in rest.values() if row.starts_on <= today and _lasts(row, today)
    }
    return [
        row or (present.pop(form.organisation_id, None) if _tells_of_present(form, today) else None)
        for row, form in zip(exact, forms, strict=True)
    ]


def _tells_of_present(form: AffiliationForm, today: date) -> bool:
    began = form.starts_on is None or form.starts_on < today
    return began and (form.ends_on is None or form.ends_on > today)


async def end_all(session: AsyncSession, member_id: UUID, on: date) -> None:
    await session.execute(
        update(Affiliation)
        .where(
            Affiliation.member_id == member_id, or_(Affiliation.ends_on.is_(None), Affiliation.ends_on > on)
        )
        .values(ends_on=func.greatest(Affiliation.starts_on, on))
        .execution_options(synchronize_session="fetch")
    )
