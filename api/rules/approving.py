"""Who proposes a space, who takes it a step further, and what a change of its type asks (R16, R17, R11, R27)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from api.rules.codes import Code
from api.rules.enums import Approver, EndReason, Proposer, SpaceStatus
from api.rules.findings import Finding
from api.rules.rulebook_types import TypeRule

# What leaders themselves can see to be over: tasks done, interest gone (R10, R11). The rest is decided above them.
ENDED_BY_LEADERS = frozenset({EndReason.tasks_completed, EndReason.interest_lapsed})


@dataclass(frozen=True, slots=True)
class Steppers:
    """Whose step it is beside the secretariat: the leaders of the space itself, of its parent, of what it supports; and
    whoever proposed it, who may take it back."""

    own_leaders: bool = False
    parent_leaders: bool = False
    supported_leaders: bool = False
    proposer: bool = False


def steppers(rule: TypeRule, status: SpaceStatus, to: SpaceStatus) -> Steppers:
    """Whom a step from `status` to `to` falls to, by the type's approval (R16) and its reasons to end (R11)."""
    approves = Steppers(
        parent_leaders=rule.approver is Approver.parent,
        supported_leaders=rule.approver is Approver.supported_or_secretariat,
        proposer=to is SpaceStatus.rejected and status is SpaceStatus.proposed,
    )
    if to is SpaceStatus.disbanded:
        return Steppers(
            own_leaders=bool(ENDED_BY_LEADERS & set(rule.lasting.end_reasons)),
            parent_leaders=rule.approver is Approver.parent,
        )
    return approves


def judge_approver(
    rule: TypeRule, name: str, to: SpaceStatus, *, approvers: Collection[str], is_theirs: bool
) -> tuple[Finding, ...]:
    """A workstream is approved by its working group (R16): by its leaders, where it has any.

    `approvers`: the names of the spaces whose leaders could; `is_theirs`: one of them acts, or who proposed it.
    """
    theirs = rule.approver is Approver.parent and to in (SpaceStatus.approved, SpaceStatus.rejected)
    if not theirs or is_theirs or not approvers:
        return ()
    params = {"space": name, "approvers": " · ".join(approvers)}
    return (Finding.refused(Code.approver_required, params, rule.sources["approval"]),)


def judge_proposal(rule: TypeRule, standing: Collection[Proposer]) -> tuple[Finding, ...]:
    """`standing`: as what the caller may propose this very space."""
    if set(standing) & set(rule.proposers):
        return ()
    return (Finding.refused(Code.proposal_not_permitted, {"type": rule.type}, rule.sources["proposal"]),)


def judge_type_change(
    former: TypeRule, rule: TypeRule, name: str, status: SpaceStatus, reason: str | None
) -> tuple[Finding, ...]:
    """Only active spaces change, and neither from nor to a governance type; what the new type is built on is judged
    beside this, as for a space that is to be active."""
    found = []
    same = former.type is rule.type
    if same or status is not SpaceStatus.active or former.is_governance or rule.is_governance:
        found.append(Finding.refused(Code.type_change_not_allowed, {"space": name, "type": rule.type}))
    if not (reason and reason.strip()):
        found.append(Finding.refused(Code.reason_required))
    return tuple(found)
