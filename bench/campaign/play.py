"""The campaign itself: rounds of operations by many workers at once, and at every barrier a look at the whole."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from api import clock
from api.db import Database
from bench.campaign import ground
from bench.campaign.invariants import Violation, violations
from bench.campaign.known import Known
from bench.campaign.ledger import Ledger, unkept
from bench.campaign.operations import WEIGHTS, Operation
from bench.campaign.turn import Callers, Nothing, Turn

Weights = Mapping[Operation, int]
FOCUS = 20


@dataclass(frozen=True, slots=True)
class Plan:
    operations: int
    workers: int
    seed: int
    every: int = 250
    """Operations between two barriers, where the invariants are asked and the clock may move."""
    double: float = 0.1
    """How often a write is sent by two people at once."""
    focus: tuple[Operation, ...] = ()
    """What is done far more often than otherwise."""
    until: str | None = None
    """The name of an invariant: the campaign ends once that is seen broken; of any, when empty."""

    @property
    def weights(self) -> Weights:
        return {one: often * (FOCUS if one in self.focus else 1) for one, often in WEIGHTS.items()}


@dataclass(slots=True)
class Outcome:
    """What was seen; `violations` are those of the barrier where they were first seen."""

    ledger: Ledger
    seconds: float = 0
    operations: int = 0
    barriers: int = 0
    days: int = 0
    violations: list[Violation] = field(default_factory=list)
    unkept: list[str] = field(default_factory=list)

    def has_seen(self, name: str) -> bool:
        """This invariant broken; without a name, any."""
        return any(name in (one.name, "") for one in self.violations)

    @property
    def whole(self) -> bool:
        return not (self.violations or self.unkept or self.ledger.faults)


async def play(database: Database, plan: Plan) -> Outcome:
    """On a database on which the network is settled."""
    chance, known, outcome = Random(plan.seed), Known(), Outcome(Ledger())  # noqa: S311  (a reproducible campaign)
    workers = [Random(f"{plan.seed}:{number}") for number in range(plan.workers)]  # noqa: S311
    callers: Callers | None = None
    began = clock.now().date()
    async with ground.api(database) as client:
        while outcome.operations < plan.operations and not (
            plan.until is not None and outcome.has_seen(plan.until)
        ):
            _pass_time(chance)
            async with database.transaction() as session:
                await known.refresh(session, clock.today())
            callers = await ground.callers(database, known, chance, callers)
            count = min(plan.every, plan.operations - outcome.operations)
            turns = [
                Turn(client, database, one, known, outcome.ledger, callers, plan.double) for one in workers
            ]
            start = clock.monotonic()
            await _round(turns, count, plan.weights)
            outcome.seconds += clock.monotonic() - start
            outcome.operations += count
            await _look(database, outcome)
    outcome.days = (clock.today() - began).days
    async with database.transaction() as session:
        outcome.unkept = await unkept(session, outcome.ledger)
    return outcome


def _pass_time(chance: Random) -> None:
    """Some rounds are on the same day; between others weeks pass, and mandates with them."""
    days = chance.choice([0, 0, 0, 1, 7, 30, 60])
    clock.set_to(clock.now() + timedelta(days=days))


async def _round(turns: list[Turn], count: int, weights: Weights) -> None:
    left = iter(range(count))
    await asyncio.gather(*(_work(turn, left, weights) for turn in turns))


async def _work(turn: Turn, left: Iterator[int], weights: Weights) -> None:
    """One operation after the other while any is left; where there is nothing to do one to, another is drawn."""
    for _ in left:
        while True:
            (operation,) = turn.chance.choices(list(weights), weights=list(weights.values()))
            try:
                await operation(turn)
            except Nothing:
                continue
            break


async def _look(database: Database, outcome: Outcome) -> None:
    outcome.barriers += 1
    seen = {one.name for one in outcome.violations}
    async with database.transaction() as session:
        outcome.violations += [one for one in await violations(session) if one.name not in seen]
