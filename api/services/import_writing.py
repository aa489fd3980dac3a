"""What a commit writes: a handful of statements however long the list is, and each seat as a decided application."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import (
    Affiliation,
    Application,
    Base,
    Consent,
    ImportRow,
    Member,
    MemberReference,
    MemberState,
    Space,
)
from api.rules.enums import ApplicationStatus, Door, EndReason, ImportResult, Kind
from api.rules.import_plan import Seat, Verdict
from api.rules.permissions import Actor
from api.schemas.findings import kept
from api.services import emails, rulebooks, seating

BLANK: dict[str, Any] = {
    "given_name": None,
    "family_name": None,
    "email": None,
    "country": None,
    "languages": [],
    "topics": [],
}


async def write(session: AsyncSession, batch_id: UUID, verdicts: Sequence[Verdict], *, by: Actor) -> None:
    """Good rows in, refused rows out. Nobody is mailed."""
    created = [one for one in verdicts if one.result is ImportResult.created]
    updated = [one for one in verdicts if one.result is ImportResult.updated]
    ids = await _create(session, created, by=by)
    await _update(session, updated, by=by)
    ids |= {one.row: one.member_id for one in updated if one.member_id}
    written = [(ids[one.row], one) for one in (*created, *updated)]
    await _hang_on(session, written)
    for member_id, one in written:
        if one.seat is not None:
            await _seat(session, member_id, one.seat, by=by)
    await _name(session, batch_id, {one.row: ids[one.row] for one in created})


async def _insert(session: AsyncSession, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Past the ORM, which would look at every row."""
    if rows:
        await (await session.connection()).execute(insert(table), rows)


async def _name(session: AsyncSession, batch_id: UUID, ids: dict[int, UUID]) -> None:
    """Write on each row of the import whom it created."""
    if ids:
        row = update(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.row == bindparam("of"))
        named = [{"of": number, "who": id_} for number, id_ in ids.items()]
        await (await session.connection()).execute(row.values(member_id=bindparam("who")), named)


async def _create(session: AsyncSession, created: Sequence[Verdict], *, by: Actor) -> dict[int, UUID]:
    """The new people with their first status; answers the id of each row."""
    if not created:
        return {}
    made = select(func.uuidv7()).select_from(func.generate_series(1, len(created)).alias())
    ids = dict(zip((one.row for one in created), (await session.scalars(made)).all(), strict=True))
    people = [
        {"id": ids[one.row], **BLANK, **one.values, "status": one.status, "visibility": {}} for one in created
    ]
    for person in people:
        person["email_key"] = emails.key(person["email"]) if person["email"] else None
    await _insert(session, Member, people)
    today = clock.today()
    states = [{"member_id": ids[one.row], "status": one.status, "starts_on": today} for one in created]
    await _insert(session, MemberState, states)
    await audit.record_many(session, by=by, action="member.created", kind="member", ids=ids.values())
    return ids


async def _update(session: AsyncSession, updated: Sequence[Verdict], *, by: Actor) -> None:
    if not updated:
        return
    today = clock.today()
    alike: dict[frozenset[str], list[dict[str, Any]]] = {}
    for one in updated:
        values = dict(one.values)
        if "email" in values:
            values["email_key"] = emails.key(values["email"])
        if one.status is not None:
            values["status"] = one.status
        alike.setdefault(frozenset(values), []).append({"of": one.member_id, **values})
    for columns, rows in alike.items():  # one statement for all the rows in which the same columns change
        changes = update(Member).where(Member.id == bindparam("of"))
        changes = changes.values({**{name: bindparam(name) for name in columns}, "updated_at": clock.now()})
        await (await session.connection()).execute(changes, rows)
    session.expire_all()
    moved = [one for one in updated if one.status is not None]
    if moved:
        ended = update(MemberState).where(
            MemberState.member_id.in_([one.member_id for one in moved]), MemberState.ends_on.is_(None)
        )
        ending = {"ends_on": func.greatest(MemberState.starts_on, today)}
        await session.execute(ended.values(ending), execution_options={"synchronize_session": False})
        begun = [{"member_id": one.member_id, "status": one.status, "starts_on": today} for one in moved]
        await _insert(session, MemberState, begun)
    ids = [one.member_id for one in updated if one.member_id]
    await audit.record_many(session, by=by, action="member.updated", kind="member", ids=ids)


async def _hang_on(session: AsyncSession, written: Sequence[tuple[UUID, Verdict]]) -> None:
    """Consents, references and affiliations of the rows that bring any."""
    today = clock.today()
    consents = [
        {"member_id": id_, "given_on": one.consent[0], "source": one.consent[1]}
        for id_, one in written
        if one.consent
    ]
    await _insert(session, Consent, consents)
    for id_, one in written:
        if one.external_ref and one.result is ImportResult.updated:
            own = update(MemberReference).where(
                MemberReference.member_id == id_, MemberReference.organisation_id.is_(None)
            )
            await session.execute(own.values(external_ref=one.external_ref))
    had = set(await session.scalars(_referred([id_ for id_, one in written if one.external_ref])))
    references = [
        {"member_id": id_, "external_ref": one.external_ref}
        for id_, one in written
        if one.external_ref and id_ not in had
    ]
    await _insert(session, MemberReference, references)
    begun = [
        {
            "member_id": id_,
            "organisation_id": one.organisation_id,
            "job_title": one.job_title,
            "starts_on": today,
        }
        for id_, one in written
        if "organisation" in one.changed or (one.result is ImportResult.created and one.organisation_id)
    ]
    await _insert(session, Affiliation, begun)
    for id_, one in written:
        if "job_title" in one.changed:
            held = update(Affiliation).where(
                Affiliation.member_id == id_,
                Affiliation.organisation_id == one.organisation_id,
                Affiliation.during.contains(today),
            )
            await session.execute(held.values(job_title=one.job_title))


def _referred(ids: Sequence[UUID]) -> Any:
    return select(MemberReference.member_id).where(
        MemberReference.member_id.in_(ids), MemberReference.organisation_id.is_(None)
    )


async def _seat(session: AsyncSession, member_id: UUID, seat: Seat, *, by: Actor) -> None:
    """An imported seat is the secretariat's recorded application and acceptance; a joined one needs none."""
    space = await session.get_one(Space, seat.space_id)
    book = rulebooks.in_force(seat.starts_on)
    now = clock.now()
    application = None
    if seat.door is Door.application:
        application = Application(
            space_id=space.id,
            space_type=seat.space_type,
            kind=Kind.individual,
            member_id=member_id,
            rulebook=book.version,
            status=ApplicationStatus.accepted,
            findings=kept(seat.findings),
            submitted_by=by.id,
            submitted_at=now,
            decided_by=by.id,
            decided_at=now,
        )
        session.add(application)
        await session.flush()
        subject = ("application", application.id)
        audit.record(session, by=by, action="application.accepted", subject=subject, fields=["status"])
    await seating.take(
        session,
        seating.Seat(
            space,
            Kind.individual,
            member_id,
            book,
            seat.starts_on,
            ends_on=seat.ends_on,
            end_reason=EndReason.withdrawn if seat.historic else None,
            application_id=application.id if application else None,
            findings=seat.findings,
            historic=seat.historic,
        ),
        by=by,
    )
