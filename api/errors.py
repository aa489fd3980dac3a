"""Every way a request can fail: one class, one stable code, one status; and which constraint says which.

Rendered as RFC 9457 `application/problem+json` in the caller's language. A problem never repeats the rejected value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.exc import DBAPIError

from api.rules.codes import Code
from api.rules.findings import Finding

COOKIE = "__Host-inee"
"""The cookie of a person's session: this host's alone, sent over HTTPS (or to this machine), out of a script's reach."""


@dataclass(frozen=True, slots=True)
class FieldError:
    """One malformed value. `pointer`: a JSON Pointer into the body, `?name` for a parameter, `@Name` for a header."""

    pointer: str
    code: str
    params: dict[str, Any]


class ApiError(Exception):
    """A refusal with a stable `code`; title and detail come from `api/texts`."""

    status: ClassVar[int]
    code: ClassVar[str]
    kept: ClassVar[bool] = False
    """What was written before the refusal is committed all the same: a try that counts."""

    def __init__(self, **params: Any) -> None:
        super().__init__(self.code)
        self.params = params
        self.findings: Sequence[Finding] = ()
        self.errors: Sequence[FieldError] = ()
        self.headers: dict[str, str] = {}


class NotJson(ApiError):
    status, code = 400, "not_json"


class Unauthenticated(ApiError):
    status, code = 401, "unauthenticated"

    def __init__(self) -> None:
        super().__init__()
        self.headers["WWW-Authenticate"] = 'Bearer realm="inee"'


class TwoCredentials(Unauthenticated):
    """Cookie and bearer at once: whose request would it be?"""

    code = "two_credentials"


class SessionOver(Unauthenticated):
    """The cookie's session has ended or was never one; the answer takes the cookie away."""

    code = "session_over"

    def __init__(self) -> None:
        super().__init__()
        self.headers["Set-Cookie"] = f"{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict"


class SignInFailed(Unauthenticated):
    """One answer for every way in which signing in can fail; what was tried is counted all the same."""

    code, kept = "sign_in_failed", True


class Forbidden(ApiError):
    status, code = 403, "forbidden"


class ForeignOrigin(Forbidden):
    code = "foreign_origin"


class ConfirmationRequired(Forbidden):
    """Sign-in was some time ago: prove who you are once more, then send it again."""

    code = "confirmation_required"


class CodeWrong(Forbidden):
    """A code that does not answer its challenge; the try is counted."""

    code, kept = "code_wrong", True


class NotFound(ApiError):
    """Absent, or not for the caller to know: the two answer alike."""

    status, code = 404, "not_found"


class MethodNotAllowed(ApiError):
    status, code = 405, "method_not_allowed"

    def __init__(self, allow: str) -> None:
        super().__init__()
        self.headers["Allow"] = allow


class NotEligible(ApiError):
    """The network's rules say no; every reason is in `findings`."""

    status, code = 409, "not_eligible"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = findings


class Conflict(ApiError):
    """The state of things says no."""

    status, code = 409, "conflict"


class Stale(Conflict):
    code = "stale"


class SlugTaken(Conflict):
    code = "slug_taken"


class NameTaken(Conflict):
    code = "name_taken"


class EmailTaken(Conflict):
    code = "email_taken"


class Suppressed(Conflict):
    """The address belonged to somebody who was erased."""

    code = "suppressed"


class ReferenceTaken(Conflict):
    code = "external_ref_taken"


class PeriodsOverlap(Conflict):
    code = "periods_overlap"


class OutsideSeat(Conflict):
    code = "outside_seat"


class OutsideMandate(Conflict):
    code = "outside_mandate"


class DecisionUsed(Conflict):
    """A recorded decision extends, opens or adopts one thing."""

    code = "decision_used"


class PlanExists(Conflict):
    """A mandate has one work plan (S18)."""

    code = "plan_exists"


class ImportIsStale(Conflict):
    code = "import_is_stale"


class StillProposed(Conflict):
    """A member proposed the organisation, and nobody has confirmed it yet: it speaks, sits and applies for nobody."""

    code = "still_proposed"


class TooManyProposals(Conflict):
    code = "too_many_proposals"


class TwoKeysLive(Conflict):
    """A client is rotated with a second key; a third would be one that nobody needs and somebody may find."""

    code = "two_keys_live"


class AlreadyCreated(Conflict):
    """The answer showed a secret and was not kept."""

    code = "already_created"


class PreconditionFailed(ApiError):
    status, code = 412, "precondition_failed"


class TooLarge(ApiError):
    status, code = 413, "too_large"


class UnsupportedMediaType(ApiError):
    status, code = 415, "unsupported_media_type"


class Invalid(ApiError):
    """Malformed input; each place in `errors`."""

    status, code = 422, "invalid"

    def __init__(self, errors: Sequence[FieldError] = ()) -> None:
        super().__init__()
        self.errors = errors

    @classmethod
    def at(cls, pointer: str, code: str, **params: Any) -> "Invalid":
        return cls([FieldError(pointer, code, params)])


class PeriodInverted(Invalid):
    code = "period_inverted"


class UnknownReference(Invalid):
    code = "unknown_reference"


class IdempotencyKeyReused(Invalid):
    code = "idempotency_key_reused"


class UnreadableFile(ApiError):
    status, code = 422, "unreadable_file"


class PreconditionRequired(ApiError):
    status, code = 428, "precondition_required"


class TooManyAttempts(ApiError):
    status, code, kept = 429, "too_many_attempts", True

    def __init__(self, retry_after: int) -> None:
        super().__init__(seconds=retry_after)
        self.headers["Retry-After"] = str(retry_after)


class Internal(ApiError):
    status, code = 500, "internal"


class Unavailable(ApiError):
    status, code = 503, "unavailable"

    def __init__(self, retry_after: int = 2) -> None:
        super().__init__()
        self.headers["Retry-After"] = str(retry_after)


class Moved(Exception):
    """What was asked for under a former slug now has another: 308, for whoever may see it."""

    def __init__(self, former: str, slug: str) -> None:
        super().__init__(former)
        self.former, self.slug = former, slug


# The rules that a constraint holds are answered as the rule's own finding.
RULE_CONSTRAINTS: dict[str, Code] = {
    "applications_one_open_a_member": Code.application_pending,
    "applications_one_open_an_organisation": Code.application_pending,
    "applications_space_open": Code.space_not_open,
    "memberships_kind_permitted": Code.individual_not_permitted,
    "memberships_one_seat_a_member": Code.already_seated,
    "memberships_one_seat_an_organisation": Code.already_seated,
    "memberships_parent_seat_live": Code.parent_wg_seat_required,
    "memberships_parent_seat_named": Code.parent_wg_seat_required,
    "memberships_space_active": Code.space_not_open,
    "memberships_mandate_named": Code.space_not_open,
    "role_holdings_one_a_person": Code.already_seated,
    "spaces_language_free": Code.language_taken,
    "spaces_only_one": Code.only_one_allowed,
}

CONSTRAINTS: dict[str, type[ApiError]] = {
    "administrators_once_at_a_time": PeriodsOverlap,
    "affiliations_once_at_a_time": PeriodsOverlap,
    "application_representatives_one_role": Invalid,
    "applications_decided_when_closed": Conflict,
    "applications_declined_with_reason": Invalid,
    "client_keys_prefix_free": Conflict,
    "consents_once": Conflict,
    "extensions_due_later": Invalid,
    "extensions_one_a_decision": DecisionUsed,
    "focal_points_once_at_a_time": PeriodsOverlap,
    "import_rows_batch_known": Conflict,
    "leaders_due_while_acting": Invalid,
    "leaders_once_at_a_time": PeriodsOverlap,
    "leaders_within_seat": OutsideSeat,
    "linkages_once_at_a_time": PeriodsOverlap,
    "mandates_due_after_start": PeriodInverted,
    "mandates_of_space_at_a_time": PeriodsOverlap,
    "mandates_one_at_a_time": PeriodsOverlap,
    "mandates_one_a_decision": DecisionUsed,
    "member_references_free": ReferenceTaken,
    "member_states_one_at_a_time": PeriodsOverlap,
    "members_email_free": EmailTaken,
    "memberships_at_a_time": PeriodsOverlap,
    "memberships_exempt_has_reason": Invalid,
    "memberships_history_has_ended": Invalid,
    "memberships_mandate_open": OutsideMandate,
    "memberships_one_an_application": Conflict,
    "memberships_within_the_parent": UnknownReference,
    "organisation_aliases_once": NameTaken,
    "organisation_slugs_one_at_a_time": PeriodsOverlap,
    "organisation_slugs_slug_free": SlugTaken,
    "organisations_name_free": NameTaken,
    "organisations_slug_free": SlugTaken,
    "partnerships_one_at_a_time": PeriodsOverlap,
    "plans_adopted_by_somebody": Invalid,
    "plans_one_a_decision": DecisionUsed,
    "plans_one_a_mandate": PlanExists,
    "representatives_one_a_role": PeriodsOverlap,
    "representatives_within_seat": OutsideSeat,
    "rulebook_types_mandates": Conflict,
    "rulebook_types_parent_seat": Conflict,
    "rulebooks_one_in_force": PeriodsOverlap,
    "space_slugs_one_at_a_time": PeriodsOverlap,
    "space_slugs_slug_free": SlugTaken,
    "space_states_one_at_a_time": PeriodsOverlap,
    "space_states_status_at_a_time": PeriodsOverlap,
    "sessions_token_free": Conflict,
    "spaces_as_it_is": Conflict,
    "spaces_parent_of": Conflict,
    "spaces_slug_free": SlugTaken,
    "structural_links_once_at_a_time": PeriodsOverlap,
    "tasks_closed_when_not_open": Conflict,
}

# Families of constraints that mean the same on every table.
CLOSED_LISTS = (
    "admission end_reason kind method outcome purpose result role scope space_type status subject_type type"
).split()
PAIRED = (
    "email_has_key not_its_own_parent not_to_itself one_holder opens_before_it_closes override_has_reason "
    "recorded_with_consent seat_limit_positive"
).split()
CONSTRAINT_FAMILIES: dict[str, type[ApiError]] = {
    "_known": UnknownReference,
    "_pkey": Conflict,
    "_period_in_order": PeriodInverted,
    **{f"_{name}": Invalid for name in (*CLOSED_LISTS, *PAIRED)},
}


def of_constraint(name: str) -> ApiError | None:
    """The problem a violated constraint stands for, or None when nobody gave it a meaning."""
    if code := RULE_CONSTRAINTS.get(name):
        return NotEligible([Finding.refused(code)])
    if found := CONSTRAINTS.get(name):
        return found()
    family = next((error for ending, error in CONSTRAINT_FAMILIES.items() if name.endswith(ending)), None)
    return family() if family else None


RETRIED = {"40001", "40P01"}  # serialization failure, deadlock
BUSY = {"53300", "55P03", "57014"}  # too many connections, lock not available, statement timeout


def of_database(error: DBAPIError) -> ApiError:
    """The problem a database error stands for; one without a named meaning is a 500 that is logged."""
    state = sqlstate(error)
    if state in BUSY or error.connection_invalidated:
        return Unavailable()
    name = getattr(getattr(error.orig, "__cause__", None), "constraint_name", None)
    return (of_constraint(name) if name else None) or Internal()


def sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)
