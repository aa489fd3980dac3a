"""Decisions on applications: judged again by the rulebook of their submission (R26), and seated in the same act."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock
from api.errors import Forbidden, NotEligible, UnknownReference
from api.models import Application, ApplicationRepresentative, Decision, Space
from api.rules.codes import Code
from api.rules.eligibility import judge
from api.rules.enums import ApplicationStatus, Decider, DecisionOutcome, DecisionSubject, Door, SpaceType
from api.rules.findings import Finding, apply_override, eligible
from api.rules.lifecycle import judge_application_step
from api.rules.permissions import Actor, Permission, may
from api.schemas.applications import ApplicationCreate, ApplicationRead, DecisionOnApplication
from api.schemas.findings import kept
from api.schemas.memberships import MembershipRead, NamedRepresentative
from api.services import (
    applications,
    deciders,
    lookup,
    memberships,
    organisations,
    overrides,
    rulebooks,
    seating,
)
from api.services.seating import Seat

OUTCOMES = {
    ApplicationStatus.accepted: DecisionOutcome.approved,
    ApplicationStatus.declined: DecisionOutcome.rejected,
}


async def decide(
    session: AsyncSession, id_: UUID, form: DecisionOnApplication, *, by: Actor
) -> MembershipRead | ApplicationRead:
    """Accepting answers the seat, declining the application. Locks the holder, the space, the application, in this order."""
    found = await applications.find(session, id_, by=by)
    holder_id = found.organisation_id or found.member_id
    assert holder_id is not None  # noqa: S101  (applications_one_holder)
    await seating.hold(session, found.kind, holder_id, found.space_id)
    space = await lookup.lock(session, Space, found.space_id)
    application = await lookup.lock(session, Application, id_)
    book = rulebooks.of_version(application.rulebook)
    rule = book.types[application.space_type]
    if (form.override_reason or form.grant_partner or form.decision_id) and not by.is_secretariat:
        raise Forbidden(permission=Permission.decisions_write)
    lookup.not_behind(form.starts_on, "/starts_on", by=by)  # leaders judge by the facts of today
    if form.grant_partner and not may(by, Permission.organisations_write):
        raise Forbidden(permission=Permission.organisations_write)
    decided = await _decided_collectively(session, application, form)
    findings = [
        *judge_application_step(application.status, form.outcome, reason=form.reason),
        *await deciders.judge(session, application, space, rule, collective=decided, by=by),
    ]
    if Decider.steering_group_decision in rule.deciders and not decided:
        findings.append(Finding.refused(Code.steering_group_approval_missing, {"space": space.name}))
    people: list[NamedRepresentative] = []
    if form.outcome is ApplicationStatus.accepted:
        people = await _people(session, application)
        consented = application.consent_given_on is not None
        starts_on, about, holder = await seating.applied_for(
            session, found.kind, holder_id, space.id, starts_on=form.starts_on, consent=consented
        )
        findings += judge(book, about, holder, Door.application, starts_on, ignore_application=True)
        if starts_on < clock.today():
            findings += await seating.judge_today(
                session, book, space.id, holder, Door.application, findings, ignore_application=True
            )
        findings += await seating.judge_people(
            session, space, application.organisation_id, people, starts_on, by=None
        )
    judged = apply_override(findings, form.override_reason)
    if not eligible(judged):
        raise NotEligible(judged)
    _close(application, form, judged, by)
    audit.record(
        session,
        by=by,
        action=f"application.{form.outcome}",
        subject=("application", id_),
        fields=["status"],
        reason=form.override_reason or form.reason,
    )
    await session.flush()
    if form.outcome is not ApplicationStatus.accepted:
        return (await applications.read(session, [application], by=by))[0]
    if form.grant_partner and application.organisation_id is not None:
        await organisations.grant_partner(session, application.organisation_id, starts_on, by=by)
    seat = await seating.take(
        session,
        Seat(
            space,
            application.kind,
            holder_id,
            book,
            starts_on,
            representatives=people,
            application_id=id_,
            findings=judged,
            override_reason=form.override_reason,
        ),
        by=by,
    )
    await _also_apply(session, application, people, by=by)
    return (await memberships.read(session, [seat]))[0]


def _close(
    application: Application, form: DecisionOnApplication, judged: tuple[Finding, ...], by: Actor
) -> None:
    application.status = ApplicationStatus(form.outcome)
    application.decided_at, application.decided_by = clock.now(), by.id
    application.decision_reason = form.reason
    application.findings = kept(judged)
    overrides.keep(application, judged, form.override_reason, by=by)


async def _people(session: AsyncSession, application: Application) -> list[NamedRepresentative]:
    """Whom the organisation named, as far as they still work there: facts are checked again (R26)."""
    named = select(ApplicationRepresentative).where(
        ApplicationRepresentative.application_id == application.id,
        ApplicationRepresentative.member_id.in_(seating.may_represent(application.organisation_id)),
    )
    return [
        NamedRepresentative(role=one.role, member_id=one.member_id) for one in await session.scalars(named)
    ]


async def _decided_collectively(
    session: AsyncSession, application: Application, form: DecisionOnApplication
) -> bool:
    """The Steering Group's recorded decision on this very application, saying the same (R17); 422 for any other."""
    if form.decision_id is None:
        return False
    recorded = await session.scalar(
        select(Decision.id)
        .join(Space, Space.id == Decision.body_id)
        .where(
            Decision.id == form.decision_id,
            Space.type == SpaceType.steering_group,
            Decision.subject_type == DecisionSubject.application,
            Decision.subject_id == application.id,
            Decision.outcome == OUTCOMES[ApplicationStatus(form.outcome)],
        )
    )
    if recorded is None:
        raise UnknownReference.at("/decision_id", "unknown_reference")
    return True


async def _also_apply(
    session: AsyncSession, application: Application, people: list[NamedRepresentative], *, by: Actor
) -> None:
    """The ticked collaboratives (R7): each becomes an application of its own, or is told of as refused."""
    for space_id in application.also_apply_to:
        form = ApplicationCreate(
            space_id=space_id,
            organisation_id=application.organisation_id,
            representatives=people,
            statement=application.statement,
            override_reason=None,
        )
        try:
            await applications.submit(session, form, by=by)
        except NotEligible as refused:
            codes = ", ".join(found.code for found in refused.findings if found.outcome == "fail")
            subject = ("application", application.id)
            audit.record(session, by=by, action="application.tick_refused", subject=subject, reason=codes)
