"""What a commit writes: a handful of statements however long the list is, and each seat as a decided application."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import any_, cast, func, or_, select, union, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.models import (
    Affiliation,
    Application,
    Consent,
    ImportRow,
    Member,
    MemberReference,
    Membership,
    MemberState,
    Representative,
    Space,
    Task,
)
from api.rules.enums import ApplicationStatus, Door, EndReason, ImportResult, Kind, MemberStatus, TaskStatus
from api.rules.import_facts import Seat, Verdict
from api.rules.lifecycle import OPEN_APPLICATION
from api.rules.permissions import Actor
from api.schemas.findings import kept
from api.services import (
    bulk,
    challenges,
    emails,
    lapsing,
    memberships,
    offices,
    rulebooks,
    seating,
    sessions,
    suppressing,
)

BLANK: dict[str, Any] = {
    "full_name": None,
    "given_name": None,
    "family_name": None,
    "email": None,
    "email_key": None,
    "country": None,
    "languages": None,
    "topics": None,
}
Written = Sequence[tuple[UUID, Verdict]]


async def write(session: AsyncSession, batch_id: UUID, verdicts: Sequence[Verdict], *, by: Actor) -> None:
    """Good rows in, refused rows out. Nobody is mailed."""
    # In the order of the keys that two imports could meet on, so that one waits for the other and neither for both.
    created = sorted(
        (one for one in verdicts if one.result is ImportResult.created),
        key=lambda one: (str(one.values.get("email")), str(one.external_ref)),
    )
    updated = [
        (one.member_id, one) for one in verdicts if one.result is ImportResult.updated and one.member_id
    ]
    new = await _create(session, created, by=by)
    await _update(session, updated, by=by)
    written = [*new, *updated]
    await _states(session, written)
    await _hang_on(session, written)
    await _leave(session, [id_ for id_, one in updated if one.status is MemberStatus.left], by=by)
    for member_id, one in written:
        if one.seat is not None:
            await _seat(session, member_id, one.seat, by=by)
    await _tell_rows(session, batch_id, {one.row: id_ for id_, one in new}, verdicts)


async def _create(session: AsyncSession, created: Sequence[Verdict], *, by: Actor) -> Written:
    """The new people, each with the row that brought them."""
    if not created:
        return []
    made = select(func.uuidv7()).select_from(func.generate_series(1, len(created)).alias())
    new = list(zip((await session.scalars(made)).all(), created, strict=True))
    lists: dict[str, Any] = {"languages": [], "topics": [], "visibility": {}}
    await bulk.put(session, Member, [{"id": id_, **BLANK, **lists, **_columns(one)} for id_, one in new])
    await audit.record_many(
        session, by=by, action="member.created", kind="member", ids=[id_ for id_, _ in new]
    )
    return new


async def _update(session: AsyncSession, updated: Written, *, by: Actor) -> None:
    """Also of those for whom only something that hangs on them changes: whoever holds their ETag has to read again."""
    await _move_mailboxes(session, [id_ for id_, one in updated if "email" in one.values], by=by)
    rows = [{"id": id_, **BLANK, "status": None, **_columns(one)} for id_, one in updated]
    every = {"version": Member.__table__.c.version + 1, "updated_at": clock.now()}
    await bulk.change(session, Member, ["id"], rows, **every)
    await audit.record_many(
        session, by=by, action="member.updated", kind="member", ids=[id_ for id_, _ in updated]
    )


async def _move_mailboxes(session: AsyncSession, ids: Sequence[UUID], *, by: Actor) -> None:
    """The plan lets a list change the address only of who has not confirmed it: the former one opens nothing more."""
    moved = await session.scalars(select(Member).where(Member.id == _any(ids), Member.email.is_not(None)))
    for member in moved.all():
        suppressing.keep_former(member)
        await challenges.void(session, member.id)
        await sessions.end_all(session, member.id, by=by)
    await session.flush()


def _columns(one: Verdict) -> dict[str, Any]:
    key = {"email_key": emails.key(one.values["email"])} if "email" in one.values else {}
    return {**one.values, **key, "status": one.status}


async def _states(session: AsyncSession, written: Written) -> None:
    """What each is from today on; what they were ends."""
    today, moved = clock.today(), [(id_, one) for id_, one in written if one.status is not None]
    former = [id_ for id_, one in moved if one.result is ImportResult.updated]
    if former:
        ended = update(MemberState).where(
            MemberState.member_id == _any(former), MemberState.ends_on.is_(None)
        )
        ending = ended.values(ends_on=func.greatest(MemberState.starts_on, today))
        await session.execute(ending, execution_options={"synchronize_session": False})
    rows = [{"member_id": id_, "status": one.status, "starts_on": today} for id_, one in moved]
    await bulk.put(session, MemberState, rows)


async def _hang_on(session: AsyncSession, written: Written) -> None:
    """Consents, references and affiliations of the rows that bring any."""
    today = clock.today()
    await bulk.put(
        session,
        Consent,
        [
            {"member_id": id_, "given_on": one.consent[0], "source": one.consent[1]}
            for id_, one in written
            if one.consent
        ],
    )
    references = [
        {"member_id": id_, "external_ref": one.external_ref} for id_, one in written if one.external_ref
    ]
    await bulk.put(session, MemberReference, sorted(references, key=lambda one: str(one["external_ref"])))
    works = [
        (
            "organisation" in one.changed,
            {"member_id": id_, "organisation_id": one.organisation_id, "job_title": one.job_title},
        )
        for id_, one in written
        if one.organisation_id
    ]
    await bulk.put(session, Affiliation, [{**work, "starts_on": today} for begins, work in works if begins])
    titles = [work for begins, work in works if not begins]
    await _retitle(session, titles)


async def _retitle(session: AsyncSession, titles: Sequence[Mapping[str, Any]]) -> None:
    """Only what lasts: under which title somebody worked in the past stays as it was."""
    if not titles:
        return
    lasting = select(Affiliation.id, Affiliation.member_id, Affiliation.organisation_id).where(
        Affiliation.member_id == _any([one["member_id"] for one in titles]),
        or_(Affiliation.ends_on.is_(None), Affiliation.ends_on > clock.today()),
    )
    wanted = {(one["member_id"], one["organisation_id"]): one["job_title"] for one in titles}
    rows = [
        {"id": id_, "job_title": wanted[member_id, organisation_id]}
        for id_, member_id, organisation_id in await session.execute(lasting)
        if (member_id, organisation_id) in wanted
    ]
    await bulk.change(session, Affiliation, ["id"], rows)


async def _leave(session: AsyncSession, ids: Sequence[UUID], *, by: Actor) -> None:
    """Who leaves ends all that day (R33): those who have anything to end one by one, as when one person leaves."""
    if not ids:
        return
    today = clock.today()
    busy: Any = union(
        select(Membership.member_id).where(Membership.member_id == _any(ids), memberships.not_over(today)),
        select(Representative.member_id).where(
            Representative.member_id == _any(ids),
            or_(Representative.ends_on.is_(None), Representative.ends_on > today),
        ),
        select(Application.member_id).where(
            Application.member_id == _any(ids), Application.status.in_(OPEN_APPLICATION)
        ),
        select(Task.owner_id).where(Task.owner_id == _any(ids), Task.status == TaskStatus.open),
        *(
            select(office.member_id).where(
                office.member_id == _any(ids), or_(office.ends_on.is_(None), office.ends_on > today)
            )
            for office in offices.OFFICES.values()
        ),
    )
    for id_ in sorted((await session.scalars(busy)).all()):
        await memberships.end_all(session, member_id=id_, on=today, reason=EndReason.member_left, by=by)
        await lapsing.close_open(session, member_id=id_, by=by)
        await offices.end_all(session, id_, today, by=by)
    await session.execute(
        update(Affiliation)
        .where(
            Affiliation.member_id == _any(ids),
            or_(Affiliation.ends_on.is_(None), Affiliation.ends_on > today),
        )
        .values(ends_on=func.greatest(Affiliation.starts_on, today))
        .execution_options(synchronize_session=False)
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


async def _tell_rows(
    session: AsyncSession, batch_id: UUID, new: Mapping[int, UUID], verdicts: Sequence[Verdict]
) -> None:
    """Whom each row was about, twins of a new person too: when the person is erased, so is what was sent of them."""
    twins = {
        one.row: new[one.params["row"]]
        for one in verdicts
        if one.result is ImportResult.duplicate_in_file and one.params["row"] in new
    }
    rows = [{"batch_id": batch_id, "row": row, "member_id": id_} for row, id_ in {**new, **twins}.items()]
    await bulk.change(session, ImportRow, ["batch_id", "row"], rows)


def _any(ids: Sequence[UUID]) -> Any:
    return any_(cast(list(ids), ARRAY(Member.id.type)))
