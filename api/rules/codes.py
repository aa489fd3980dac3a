"""Every code a rule can answer with: whether it refuses or warns, may be overridden (R3), where it comes from.

Findings are listed in the order of `Code`. docs/errors.md is generated from here.
"""

import enum
from typing import NamedTuple

from api.rules.enums import Severity


class Code(enum.StrEnum):
    individual_not_permitted = "individual_not_permitted"
    institution_not_permitted = "institution_not_permitted"
    not_an_active_member = "not_an_active_member"
    parent_wg_seat_required = "parent_wg_seat_required"
    linked_wg_seat_required = "linked_wg_seat_required"
    application_required = "application_required"
    no_application_needed = "no_application_needed"
    not_self_service = "not_self_service"
    space_not_open = "space_not_open"
    call_not_open = "call_not_open"
    seats_full = "seats_full"
    already_seated = "already_seated"
    application_pending = "application_pending"
    representative_required = "representative_required"
    invitation_not_offered = "invitation_not_offered"
    term_limit_reached = "term_limit_reached"
    own_application = "own_application"
    reason_required = "reason_required"
    steering_group_approval_missing = "steering_group_approval_missing"
    two_working_groups_required = "two_working_groups_required"
    parent_working_group_required = "parent_working_group_required"
    supported_space_required = "supported_space_required"
    language_required = "language_required"
    language_taken = "language_taken"
    open_tasks_remain = "open_tasks_remain"
    host_organisation_required = "host_organisation_required"
    consent_missing = "consent_missing"
    # Not in domain.md: what the transition table needs.
    transition_not_allowed = "transition_not_allowed"
    end_reason_not_allowed = "end_reason_not_allowed"
    structure_not_allowed = "structure_not_allowed"
    only_one_allowed = "only_one_allowed"
    # Not in domain.md: who proposes, approves and leads, and what changes a mandate or a type.
    proposal_not_permitted = "proposal_not_permitted"
    approver_required = "approver_required"
    leader_role_not_allowed = "leader_role_not_allowed"
    leader_seat_required = "leader_seat_required"
    due_day_not_later = "due_day_not_later"
    type_change_not_allowed = "type_change_not_allowed"
    # Warnings
    size_outside_band = "size_outside_band"
    single_wg_only = "single_wg_only"
    no_leader = "no_leader"
    meeting_overdue = "meeting_overdue"
    mandate_expired = "mandate_expired"
    mandate_ending = "mandate_ending"
    seat_without_representative = "seat_without_representative"
    ready_to_disband = "ready_to_disband"
    eligibility_lapsed = "eligibility_lapsed"
    inactive = "inactive"
    # Not in domain.md: what waits for somebody.
    applications_waiting = "applications_waiting"
    proposal_waiting = "proposal_waiting"
    term_ending = "term_ending"
    seniority_not_attested = "seniority_not_attested"
    task_overdue = "task_overdue"


class CodeRule(NamedTuple):
    """`source` is where the code comes from unless the type's own rule says it more exactly. `params` go with it."""

    severity: Severity
    overridable: bool
    source: str
    params: tuple[str, ...]


def _policy(source: str, *params: str) -> CodeRule:
    return CodeRule(Severity.refusal, True, source, params)


def _never(source: str, *params: str) -> CodeRule:
    return CodeRule(Severity.refusal, False, source, params)


def _warning(source: str, *params: str) -> CodeRule:
    return CodeRule(Severity.warning, False, source, params)


CODES: dict[Code, CodeRule] = {
    Code.individual_not_permitted: _policy("S3", "space", "type"),
    Code.institution_not_permitted: _policy("S3", "space", "type"),
    Code.not_an_active_member: _policy("S3", "space", "type"),
    Code.parent_wg_seat_required: _policy("R4", "space", "parent"),
    Code.linked_wg_seat_required: _policy("S22", "space", "working_groups"),
    Code.application_required: _policy("S39", "space", "type"),
    Code.no_application_needed: _policy("S37", "space", "type"),
    Code.not_self_service: _never("R15", "space", "type"),
    Code.space_not_open: _never("R11", "space", "day"),
    Code.call_not_open: _policy("R18", "space"),
    Code.seats_full: _policy("R18", "space", "limit"),
    Code.already_seated: _never("R25", "space"),
    Code.application_pending: _never("R26", "space"),
    Code.representative_required: _policy("R2"),
    Code.invitation_not_offered: _policy("R9", "space", "type"),
    Code.term_limit_reached: _policy("R28", "space", "years"),
    Code.own_application: _never("R23"),
    Code.reason_required: _never("R12"),
    Code.steering_group_approval_missing: _never("S9", "space"),
    Code.two_working_groups_required: _policy("R6", "space", "needed", "linked"),
    Code.parent_working_group_required: _never("S19", "space"),
    Code.supported_space_required: _policy("S25", "space"),
    Code.language_required: _never("S35", "space"),
    Code.language_taken: _never("S35", "space", "language"),
    Code.open_tasks_remain: _policy("R11", "space", "open_tasks"),
    Code.host_organisation_required: _policy("S12"),
    Code.consent_missing: _never("R3"),
    # Not policy but the shape of things: an override would bring back what has ended, or make a second secretariat.
    Code.transition_not_allowed: _never("R11", "from", "to"),
    Code.end_reason_not_allowed: _never("R10", "space", "end_reason", "allowed"),
    Code.structure_not_allowed: _never("S5", "space", "field"),
    Code.only_one_allowed: _never("S6", "space", "type"),
    Code.proposal_not_permitted: _never("R16", "type"),
    Code.approver_required: _policy("R16", "space", "approvers"),
    Code.leader_role_not_allowed: _never("S5", "space", "role", "allowed"),
    # A co-chair was once "independent": with a written reason it may be so again.
    Code.leader_seat_required: _policy("R25", "space"),
    Code.due_day_not_later: _never("R20", "space", "due_on"),
    Code.type_change_not_allowed: _never("R27", "space", "type"),
    Code.size_outside_band: _warning("R18", "space", "seats", "min", "max"),
    Code.single_wg_only: _warning("R6", "space"),
    Code.no_leader: _warning("S38", "space"),
    Code.meeting_overdue: _warning("S18", "space", "months"),
    Code.mandate_expired: _warning("R20", "space", "due_on"),
    Code.mandate_ending: _warning("S16", "space", "due_on"),
    Code.seat_without_representative: _warning("R32", "space"),
    Code.ready_to_disband: _warning("R11", "space"),
    Code.eligibility_lapsed: _warning("R22", "space"),
    Code.inactive: _warning("S33", "space"),
    Code.applications_waiting: _warning("S15", "space", "waiting", "since"),
    Code.proposal_waiting: _warning("R16", "space", "since"),
    Code.term_ending: _warning("R28", "space", "due_on"),
    Code.seniority_not_attested: _warning("S7", "space"),
    Code.task_overdue: _warning("S33", "space", "task", "due_on"),
}

# R3, word for word, and those of the shape of things.
NEVER_OVERRIDABLE = frozenset(
    code for code, rule in CODES.items() if not rule.overridable and rule.severity == "refusal"
)
