"""Applications: sent, read, withdrawn. What is decided on them is in deciding.py, what closes them in lapsing.py."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination
from api.errors import Forbidden, Invalid, NotEligible, NotFound
from api.models import Application, ApplicationRepresentative, Call, Member, Space
from api.rules.eligibility import judge
from api.rules.enums import ApplicationStatus, Door, SpaceType
from api.rules.findings import apply_override, eligible
from api.rules.lifecycle import OPEN_APPLICATION, judge_application_step
from api.rules.permissions import Actor, Permission, Role, Thing, may
from api.schemas.applications import ApplicationCreate, ApplicationFilter, ApplicationRead, Withdrawal
from api.schemas.base import Page
from api.schemas.findings import kept, read_kept
from api.services import lookup, members, organisations, overrides, rulebooks, seating, spaces

SORTS = {"created_at": Application.created_at, "updated_at": Application.updated_at}


def visible(actor: Actor) -> Select[Any]:
    """The secretariat sees all; an organisation its own, never its staff's individual ones; a person theirs; whoever
    leads a space, those to it and to its workstreams."""
    every = select(Application)
    if actor.is_secretariat:
        return every
    led = actor.of(frozenset({Role.leader}))
    below = select(Space.id).where(Space.parent_id.in_(led))
    return every.where(
        or_(
            Application.organisation_id.in_(actor.organisation_ids),
            Application.member_id == lookup.own(actor),
            Application.space_id.in_(led),
            Application.space_id.in_(below),
        )
    )


async def list_(session: AsyncSession, query: ApplicationFilter, *, by: Actor) -> Page[ApplicationRead]:
    listing = pagination.resume("applications", query)
    asked = listing.query
    statement = visible(by)
    for field in ("space_id", "organisation_id", "member_id", "kind", "status"):
        if (value := getattr(asked, field)) is not None:
            statement = statement.where(getattr(Application, field) == value)
    if asked.updated_since is not None:
        statement = statement.where(Application.updated_at >= asked.updated_since)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=Application.id)
    items = await read(session, [row[0] for row in found.rows], by=by)
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, id_: UUID, *, by: Actor) -> ApplicationRead:
    return (await read(session, [await find(session, id_, by=by)], by=by))[0]


async def find(session: AsyncSession, id_: UUID, *, by: Actor) -> Application:
    found = (await session.execute(visible(by).where(Application.id == id_))).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


async def read(session: AsyncSession, rows: Sequence[Application], *, by: Actor) -> list[ApplicationRead]:
    named: dict[UUID, list[ApplicationRepresentative]] = {row.id: [] for row in rows}
    for one in await session.scalars(
        select(ApplicationRepresentative)
        .where(ApplicationRepresentative.application_id.in_(named))
        .order_by(ApplicationRepresentative.role.desc())
    ):
        named[one.application_id].append(one)
    return [_answer(row, named[row.id], whole=_is_for(row, by)) for row in rows]


def _is_for(row: Application, by: Actor) -> bool:
    """What somebody wrote is for the secretariat and for themselves; for whoever decides, until it is decided."""
    own = row.member_id == lookup.own(by) or row.organisation_id in by.organisation_ids
    return by.is_secretariat or own or row.status in OPEN_APPLICATION


def _answer(row: Application, people: Sequence[ApplicationRepresentative], *, whole: bool) -> ApplicationRead:
    values = lookup.columns(row) if whole else lookup.columns(row) | {"statement": None, "answers": {}}
    recorded = row.received_on and {
        "received_on": row.received_on,
        "means": row.received_by,
        "consent": {"given_on": row.consent_given_on, "source": row.consent_source},
    }
    return ApplicationRead.model_validate(
        {**values, "representatives": people, "recorded": recorded, "findings": read_kept(row.findings)}
    )


async def submit(session: AsyncSession, form: ApplicationCreate, *, by: Actor) -> ApplicationRead:
    """Send an application, or record one received by other means. No lock but the person's own: constraints decide
    between twins."""
    kind, holder_id = seating.holder_of(form.organisation_id, form.member_id, form.kind)
    if not may(by, Permission.applications_write, Thing(form.member_id, form.organisation_id)):
        raise Forbidden(permission=Permission.applications_write)
    if not by.is_secretariat and (form.recorded or form.override_reason):
        raise Forbidden(permission=Permission.applications_decide)
    await _check_references(session, form, by=by)
    if form.member_id is not None:  # held, so that nobody writes about who is being erased
        await lookup.lock(session, Member, form.member_id)
    book = rulebooks.in_force(clock.today())
    consented = form.recorded is not None
    on, space, holder = await seating.applied_for(session, kind, holder_id, form.space_id, consent=consented)
    row = await session.get_one(Space, form.space_id)
    findings = [
        *judge(book, space, holder, Door.application, on, call_id=form.call_id),
        *await seating.judge_people(session, row, form.organisation_id, form.representatives, on, by=by),
    ]
    judged = apply_override(findings, form.override_reason)
    if not eligible(judged):
        raise NotEligible(judged)
    application = Application(
        **form.model_dump(
            include={"organisation_id", "member_id", "call_id", "statement", "answers", "also_apply_to"}
        ),
        **_recorded(form),
        space_id=space.id,
        space_type=space.type,
        kind=kind,
        rulebook=book.version,
        status=ApplicationStatus.submitted,
        findings=kept(judged),
        submitted_by=by.id,
        submitted_at=clock.now(),
    )
    overrides.keep(application, judged, form.override_reason, by=by)
    session.add(application)
    await session.flush()
    session.add_all(
        ApplicationRepresentative(application_id=application.id, role=one.role, member_id=one.member_id)
        for one in form.representatives
    )
    subject = ("application", application.id)
    audit.record(
        session, by=by, action="application.submitted", subject=subject, reason=application.override_reason
    )
    await session.flush()
    return (await read(session, [application], by=by))[0]


def _recorded(form: ApplicationCreate) -> dict[str, Any]:
    if form.recorded is None:
        return {}
    lookup.not_ahead(form.recorded.received_on, "/recorded/received_on")
    consent = form.recorded.consent
    lookup.not_ahead(consent.given_on, "/recorded/consent/given_on")
    return {
        "received_on": form.recorded.received_on,
        "received_by": form.recorded.means,
        "consent_given_on": consent.given_on,
        "consent_source": consent.source,
    }


async def _check_references(session: AsyncSession, form: ApplicationCreate, *, by: Actor) -> None:
    await lookup.known(session, spaces.visible(by), Space, form.space_id, "/space_id")
    await lookup.known(session, members.visible(by), Member, form.member_id, "/member_id")
    await organisations.settled(session, form.organisation_id, "/organisation_id", by=by)
    calls = select(Call).where(Call.space_id == form.space_id)
    await lookup.known(session, calls, Call, form.call_id, "/call_id")
    own_type = await session.scalar(select(Space.type).where(Space.id == form.space_id))
    if form.also_apply_to and own_type is not SpaceType.working_group:
        raise Invalid.at("/also_apply_to", "not_for_this_type")
    collaboratives = spaces.visible(by).where(Space.type == SpaceType.collaborative)
    for place, id_ in enumerate(form.also_apply_to):
        await lookup.known(session, collaboratives, Space, id_, f"/also_apply_to/{place}")


async def withdraw(session: AsyncSession, id_: UUID, form: Withdrawal, *, by: Actor) -> ApplicationRead:
    found = await find(session, id_, by=by)
    if not may(by, Permission.applications_write, Thing(found.member_id, found.organisation_id)):
        raise Forbidden(permission=Permission.applications_write)
    application = await lookup.lock(session, Application, id_)
    findings = judge_application_step(application.status, ApplicationStatus.withdrawn)
    if not eligible(findings):
        raise NotEligible(findings)
    application.status = ApplicationStatus.withdrawn
    application.decided_at, application.decided_by = clock.now(), by.id
    application.decision_reason = form.reason
    audit.record(
        session, by=by, action="application.withdrawn", subject=("application", id_), fields=["status"]
    )
    await session.flush()
    return (await read(session, [application], by=by))[0]
