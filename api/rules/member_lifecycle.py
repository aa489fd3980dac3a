"""What a person may be after what they are. Erasing is open to all and is no step of this table."""

from __future__ import annotations

from collections.abc import Mapping

from api.rules.codes import Code
from api.rules.enums import MemberStatus
from api.rules.findings import Finding

# None: not known yet. Nobody goes back to `unconfirmed`, and an active member becomes no outsider (R8).
MEMBER_TRANSITIONS: Mapping[MemberStatus | None, frozenset[MemberStatus]] = {
    None: frozenset({MemberStatus.unconfirmed, MemberStatus.active, MemberStatus.external}),
    MemberStatus.unconfirmed: frozenset({MemberStatus.active, MemberStatus.external, MemberStatus.left}),
    MemberStatus.active: frozenset({MemberStatus.suspended, MemberStatus.left}),
    MemberStatus.external: frozenset({MemberStatus.active, MemberStatus.suspended, MemberStatus.left}),
    MemberStatus.suspended: frozenset({MemberStatus.active, MemberStatus.external, MemberStatus.left}),
    MemberStatus.left: frozenset({MemberStatus.active, MemberStatus.external}),
    MemberStatus.erased: frozenset(),
}
NEED_CONSENT = frozenset({MemberStatus.active, MemberStatus.external})


def judge_member_step(
    current: MemberStatus | None, to: MemberStatus, *, has_consent: bool
) -> tuple[Finding, ...]:
    """Who is to be more than unconfirmed has agreed to it; nobody is made active over their head (R8, R33)."""
    found = []
    if to in NEED_CONSENT and not has_consent:
        found.append(Finding.refused(Code.consent_missing))
    if to not in MEMBER_TRANSITIONS[current]:
        found.append(Finding.refused(Code.transition_not_allowed, {"from": current, "to": to}, "R33"))
    return tuple(found)
