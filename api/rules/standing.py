"""How things stand in a space on a day, beyond what joining asks about: what its warnings are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SeatAtHand:
    """A seat that something may have to be done about, and whose it is. `due_on`: when its term should end."""

    id: UUID
    organisation_id: UUID | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class TaskAtHand:
    """An open task whose day has passed."""

    id: UUID
    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """`leaders`: those whose role counts that day (R31). `unfilled`: seats without a primary representative who agreed
    (R32). `terms`: seats whose term is due soon. `unattested`: seats whose representative's seniority nobody attested
    (S7). `lapsed`: seats that no longer rest on a linked seat (R22). `waiting`: applications without a decision.

    `last_met_on` and `last_recorded_on` are the day work began until there is a later one; None: nobody knows, and
    nothing is said.
    """

    leaders: int = 0
    unfilled: tuple[SeatAtHand, ...] = ()
    terms: tuple[SeatAtHand, ...] = ()
    unattested: tuple[SeatAtHand, ...] = ()
    lapsed: tuple[SeatAtHand, ...] = ()
    open_tasks: int = 0
    done_tasks: int = 0
    overdue: tuple[TaskAtHand, ...] = ()
    waiting: int = 0
    waiting_since: date | None = None
    last_met_on: date | None = None
    last_recorded_on: date | None = None
