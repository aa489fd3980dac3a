"""Who may lead a space, and how much of a leading role its holder may hand on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from api.rules.codes import Code
from api.rules.enums import LeaderRole
from api.rules.findings import Finding
from api.rules.rulebook_types import TypeRule


@dataclass(frozen=True, slots=True)
class Leading:
    """Somebody as they would lead a space from a day on. `seated`: they hold or fill a seat there that day, or are
    staff; `is_active`: the space is."""

    space: str
    role: LeaderRole
    on: date
    is_active: bool
    seated: bool


@dataclass(frozen=True, slots=True)
class Tenure:
    """For how long a role is held: acting or not, when that is due to end, and its end where one is known."""

    acting: bool = False
    due_on: date | None = None
    ends_on: date | None = None

    @property
    def over_on(self) -> date | None:
        """The day from which it counts no more, whether or not anybody wrote it (R31)."""
        return min((day for day in (self.due_on, self.ends_on) if day is not None), default=None)

    def is_over(self, on: date) -> bool:
        return self.over_on is not None and self.over_on <= on


def judge_leader(rule: TypeRule, about: Leading) -> tuple[Finding, ...]:
    """All that speaks against it: the space, the role, the person."""
    return tuple(_against(rule, about))


def _against(rule: TypeRule, about: Leading) -> Iterator[Finding]:
    if not about.is_active:
        yield Finding.refused(Code.space_not_open, {"space": about.space, "day": str(about.on)})
    if about.role not in rule.leader_roles:
        allowed = " · ".join(rule.leader_roles)
        params = {"space": about.space, "role": about.role, "allowed": allowed}
        yield Finding.refused(Code.leader_role_not_allowed, params, rule.sources["leaders"])
    if not about.seated:
        yield Finding.refused(Code.leader_seat_required, {"space": about.space})


def may_hand_on(mine: Tenure, acting: bool, due_on: date | None) -> bool:
    """Nobody hands on more than they have: who acts until a day hands on an acting role, until that day at most."""
    if not mine.acting:
        return True
    return acting and (mine.due_on is None or (due_on is not None and due_on <= mine.due_on))
