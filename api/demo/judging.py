"""The demo network held against the rules: every step, seat and application, by the rulebook and facts of its day."""

from collections.abc import Iterable, Iterator
from datetime import date

from api.demo.content import Application, Seat, Space
from api.demo.ledger import Ledger, states
from api.rules.codes import Code
from api.rules.eligibility import judge
from api.rules.enums import Door, Kind, RepresentativeRole, SpaceStatus
from api.rules.findings import Finding, eligible
from api.rules.lifecycle import judge_transition
from api.rules.rulebook import Rulebook, in_force, shipped


class Refused(Exception):
    """The rules refuse part of the demo network: nothing of it is loaded."""

    def __init__(self, what: str, on: date, findings: Iterable[Finding]) -> None:
        codes = ", ".join(sorted(found.code for found in findings if found.outcome == "fail"))
        super().__init__(f"demo network, {what}, {on}: {codes or 'nothing refused'}")


class Judge(Ledger):
    """Answers all findings, refusals or not."""

    def judge_seat(self, seat: Seat) -> tuple[Finding, ...]:
        on = seat.starts_on
        space = self.space(seat.space, on, without=seat)
        holder = self.holder(seat.holder, seat.kind, on, without=seat)
        judged = judge(rulebook(on), space, holder, seat.door, on, until=seat.ends_on)
        return (*judged, *self._judge_form(seat))

    def judge_application(self, application: Application, on: date) -> tuple[Finding, ...]:
        space = self.space(application.space, on)
        holder = self.holder(application.holder, application.kind, on, without=application)
        call_id = min(space.open_calls, default=None)
        return judge(rulebook(on), space, holder, Door.application, on, call_id=call_id)

    def judge_steps(self, space: Space) -> Iterator[tuple[date, tuple[Finding, ...]]]:
        """From its proposal to what the space is today."""
        before: SpaceStatus | None = None
        for status, on, _ in states(space):
            about = self.step(space, before, on)
            yield on, judge_transition(rulebook(on), about, status, end_reason=space.end_reason)
            before = status

    def _judge_form(self, seat: Seat) -> Iterator[Finding]:
        """What belongs to the form: who fills an organisation's seat (R2), who hosts a member of staff (S12)."""
        roles = {one.role for one in seat.representatives}
        if seat.kind is Kind.institutional and RepresentativeRole.primary not in roles:
            yield Finding.refused(Code.representative_required)
        host = self.organisations[seat.host] if seat.host else None
        needed = rulebook(seat.starts_on).types[self.spaces[seat.space].type].needs_host
        if needed and not (host and host.is_partner_on(seat.starts_on)):
            yield Finding.refused(Code.host_organisation_required)


def rulebook(on: date) -> Rulebook:
    return in_force(shipped(), on)


def accept(judge: Judge) -> dict[Application, tuple[Finding, ...]]:
    """Judge the whole plan or raise `Refused`; what was said of each pending application when it was sent."""
    for space in judge.plan.network.spaces:
        for on, findings in judge.judge_steps(space):
            _expect(space.slug, on, findings)
    for seat in judge.plan.seats:
        _expect(f"{seat.holder} in {seat.space}", seat.starts_on, judge.judge_seat(seat))
    judged = {one: judge.judge_application(one, one.submitted_on) for one in judge.plan.applications}
    for application, findings in judged.items():
        _expect(f"{application.holder} to {application.space}", application.submitted_on, findings)
    return judged


def _expect(what: str, on: date, findings: tuple[Finding, ...]) -> None:
    if not eligible(findings):
        raise Refused(what, on, findings)
