"""The network's closed lists, each in one place. A member's name is its value, as the API and the database write it."""

import enum


class SpaceType(enum.StrEnum):
    steering_group = "steering_group"
    secretariat = "secretariat"
    working_group = "working_group"
    workstream = "workstream"
    collaborative = "collaborative"
    reference_group = "reference_group"
    task_team = "task_team"
    language_community = "language_community"


class SpaceClass(enum.StrEnum):
    """Governance types have rules from the prose but no column in the cheat sheet."""

    governance = "governance"
    membership = "membership"


class SpaceStatus(enum.StrEnum):
    proposed = "proposed"
    approved = "approved"
    active = "active"
    disbanded = "disbanded"
    rejected = "rejected"


class Scope(enum.StrEnum):
    global_ = "global"
    regional = "regional"
    local = "local"


class Admission(enum.StrEnum):
    standing = "standing"
    by_call = "by_call"


class StructuralLinkKind(enum.StrEnum):
    """What a space is built on: a collaborative's working groups (S21), what a reference group supports (S25)."""

    sponsor = "sponsor"
    supports = "supports"


class LinkageKind(enum.StrEnum):
    """The dotted lines of the diagram (S40)."""

    shared_activity = "shared_activity"
    technical_guidance = "technical_guidance"


class Kind(enum.StrEnum):
    """Whose seat it is: an organisation's or a member's (S3)."""

    institutional = "institutional"
    individual = "individual"


class Door(enum.StrEnum):
    application = "application"
    join = "join"  # type: ignore[assignment]  # str has a method of that name, which nobody calls here
    invitation = "invitation"
    appointment = "appointment"


class MemberStatus(enum.StrEnum):
    unconfirmed = "unconfirmed"
    active = "active"
    external = "external"
    suspended = "suspended"
    left = "left"
    erased = "erased"


class OrganisationType(enum.StrEnum):
    un_agency = "un_agency"
    multilateral = "multilateral"
    international_ngo = "international_ngo"
    national_ngo = "national_ngo"
    regional_ngo = "regional_ngo"
    community_based_organisation = "community_based_organisation"
    network = "network"
    bilateral_donor = "bilateral_donor"
    foundation = "foundation"
    government = "government"
    academic = "academic"
    red_cross_red_crescent = "red_cross_red_crescent"
    private_sector = "private_sector"
    school = "school"
    other = "other"


class ApplicationStatus(enum.StrEnum):
    submitted = "submitted"
    under_review = "under_review"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"
    lapsed = "lapsed"


class RepresentativeRole(enum.StrEnum):
    primary = "primary"
    alternate = "alternate"


class LeaderRole(enum.StrEnum):
    chair = "chair"
    convener = "convener"
    facilitator = "facilitator"
    lead = "lead"
    coordinator = "coordinator"


class Decider(enum.StrEnum):
    """Who decides an application to a space of a type."""

    steering_group_decision = "steering_group_decision"
    secretariat = "secretariat"
    secretariat_without_leaders = "secretariat_without_leaders"
    leaders = "leaders"
    parent_leaders = "parent_leaders"


class Approver(enum.StrEnum):
    """Who approves a new space of a type (R16)."""

    steering_group = "steering_group"
    parent = "parent"
    secretariat = "secretariat"
    supported_or_secretariat = "supported_or_secretariat"


class Proposer(enum.StrEnum):
    """Who may propose a new space of a type (R16)."""

    secretariat = "secretariat"
    parent_leaders = "parent_leaders"
    any_leader = "any_leader"
    active_member = "active_member"


class DecisionSubject(enum.StrEnum):
    space = "space"
    extension = "extension"
    application = "application"
    mandate = "mandate"
    plan = "plan"


class DecisionOutcome(enum.StrEnum):
    approved = "approved"
    rejected = "rejected"


class TaskStatus(enum.StrEnum):
    open = "open"
    done = "done"
    dropped = "dropped"


class PlanKind(enum.StrEnum):
    """What the Steering Group sets for the network (S8); what a working group does within a mandate (S18)."""

    goals = "goals"
    work_plan = "work_plan"


class EndReason(enum.StrEnum):
    """Why a space or a seat ended. The rulebook says which ones end a space of a type."""

    # a space
    tasks_completed = "tasks_completed"
    interest_lapsed = "interest_lapsed"
    mandate_closed = "mandate_closed"
    period_completed = "period_completed"
    parent_ended = "parent_ended"
    closed_by_decision = "closed_by_decision"
    # a seat
    space_disbanded = "space_disbanded"
    mandate_ended = "mandate_ended"
    term_ended = "term_ended"
    appointment_ended = "appointment_ended"
    parent_seat_ended = "parent_seat_ended"
    linked_seat_ended = "linked_seat_ended"
    withdrawn = "withdrawn"
    removed = "removed"
    member_left = "member_left"
    member_erased = "member_erased"
    merged = "merged"
    recorded_in_error = "recorded_in_error"


class Severity(enum.StrEnum):
    refusal = "refusal"
    warning = "warning"


class Outcome(enum.StrEnum):
    """What came of a finding: it refuses, it only warns, or the secretariat overrode it with a reason (R3)."""

    fail = "fail"
    warn = "warn"
    overridden = "overridden"


class ImportKind(enum.StrEnum):
    members = "members"
    roster = "roster"
    organisations = "organisations"


class ImportStatus(enum.StrEnum):
    previewing = "previewing"
    previewed = "previewed"
    committing = "committing"
    committed = "committed"
    undoing = "undoing"
    undone = "undone"
    failed = "failed"


class ImportResult(enum.StrEnum):
    """The verdict on one row of a file."""

    created = "created"
    updated = "updated"
    unchanged = "unchanged"
    duplicate_in_file = "duplicate_in_file"
    conflict = "conflict"
    suppressed = "suppressed"
    error = "error"


class FocalPointStatus(enum.StrEnum):
    """Asked for by the person; then they speak for the organisation; then they did."""

    requested = "requested"
    confirmed = "confirmed"
    ended = "ended"


class SignInMethod(enum.StrEnum):
    """How a person proved who they are. The secretariat's roles ask for two factors."""

    email_code = "email_code"
    password_totp = "password_totp"  # noqa: S105  (no password: the name of a method)


class ChallengePurpose(enum.StrEnum):
    """What a code sent to a mailbox is for."""

    sign_in = "sign_in"
    registration = "registration"
    confirmation = "confirmation"
    email_change = "email_change"
