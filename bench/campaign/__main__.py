"""`make campaign`: 20,000 random operations by 16 workers; no invariant may break. `--without` takes a guard away first."""

import argparse
import asyncio

from rich.console import Console
from rich.table import Table

from bench.campaign import ground
from bench.campaign.invariants import INVARIANTS
from bench.campaign.play import Outcome, Plan
from bench.campaign.stage import campaign

SHOWN = 20


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.campaign", description=__doc__)
    parser.add_argument("--operations", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=250, help="operations between two looks at the whole")
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="GUARD",
        help="a constraint, trigger or index to drop first, or `locks`; then violations must be found",
    )
    return parser.parse_args()


def show(console: Console, outcome: Outcome) -> None:
    table = Table("operation", "answers")
    for operation, said in outcome.ledger.by_operation().items():
        table.add_row(operation, ", ".join(f"{code} × {times}" for code, times in said.most_common()))
    console.print(table)
    requests = sum(outcome.ledger.answers.values())
    console.print(
        f"{outcome.operations:,} operations ({requests:,} requests) in {outcome.seconds:.0f} s, "
        f"{outcome.operations / outcome.seconds:.0f} a second, over {outcome.days:,} days; "
        f"{len(INVARIANTS)} invariants asked {outcome.barriers} times: {len(outcome.violations)} violated; "
        f"{len(outcome.ledger.written):,} writes and {len(outcome.ledger.refused):,} refusals, "
        f"{len(outcome.unkept)} not as answered; {len(outcome.ledger.faults)} faults"
    )
    for line in (*map(str, outcome.violations), *outcome.unkept[:SHOWN], *outcome.ledger.faults[:SHOWN]):
        console.print(line, markup=False)


def main() -> None:
    given = asked()
    until = "" if given.without else None
    plan = Plan(given.operations, given.workers, given.seed, given.every, until=until)
    with ground.server() as running:
        outcome = asyncio.run(campaign(running, plan, given.without))
    show(Console(width=140), outcome)
    # without a guard it is the harness that is tried: it must have found something
    raise SystemExit(outcome.whole if given.without else not outcome.whole)


if __name__ == "__main__":
    main()
