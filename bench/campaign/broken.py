"""`make campaign-broken`: one guard after the other is taken away, and each time the campaign must see what it held.

Where a lock and a constraint hold the same, both go: one of them is enough, which is why there are two.
"""

import argparse
import asyncio

from rich.console import Console

from api.local_postgres import DATABASE, OWNER, Running
from bench.campaign import ground
from bench.campaign.faults import LOCKS
from bench.campaign.play import Plan
from bench.campaign.stage import campaign

# What is taken away, and what is then seen.
BROKEN: dict[tuple[str, ...], str] = {
    (LOCKS,): "a space keeps its seat limit",
    ("applications_one_open_an_organisation",): "a holder has one open application a space",
    ("applications_one_open_a_member", LOCKS): "a holder has one open application a space",
    ("applications_space_open",): "no application waits for a space that ended",
    ("memberships_one_seat_an_organisation", LOCKS): "a holder has one live seat a space",
    (
        "memberships_one_seat_a_member",
        "role_holdings_one_a_person",
        LOCKS,
    ): "a holder has one live seat a space",
    ("role_holdings_one_a_person", LOCKS): "a person has one role a space",
    ("memberships_hold_role",): "the roles held are those of seats and representatives",
    ("memberships_one_an_application", LOCKS): "an accepted application is exactly one seat",
    ("memberships_space_active", LOCKS): "nobody sits in a space that is not active",
    ("memberships_parent_seat_live", LOCKS): "a workstream's seat rests on one in its working group",
    ("representatives_one_a_role", LOCKS): "a seat has at most one primary and one alternate",
    ("representatives_within_seat", LOCKS): "whoever fills a seat does so within it",
    ("members_email_free",): "an address is one live member's",
    (
        "spaces_language_free",
    ): "a language has one live community, and the network one of each governing body",
    ("mandates_one_at_a_time", "mandates_one_a_decision", LOCKS): "a space has one mandate at a time",
    ("linkages_once_at_a_time",): "two spaces are linked in one way once at a time",
}


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.campaign.broken", description=__doc__)
    parser.add_argument("--operations", type=int, default=3_000, help="at most, for each guard")
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a guard's name: nothing else is taken away")
    return parser.parse_args()


async def miss(running: Running, plan: Plan, without: tuple[str, ...], number: int, console: Console) -> bool:
    """Whether the campaign saw what this guard holds."""
    name = f"campaign_{number}"
    await ground.as_superuser(running, f"CREATE DATABASE {name} TEMPLATE {DATABASE} OWNER {OWNER}")
    outcome = await campaign(running, plan, list(without), name)
    found = next((one for one in outcome.violations if one.name == plan.until), None)
    said = f"{found.count} after {outcome.operations:,} operations" if found else "NOT SEEN"
    console.print(f"without {', '.join(without)}: {plan.until}: {said}", markup=False, highlight=False)
    others = [f"{one.name}: {one.count}" for one in outcome.violations if one is not found]
    if others:
        console.print(f"    beside it: {'; '.join(others)}", markup=False, highlight=False)
    return found is not None


def main() -> None:
    given, console = asked(), Console(width=140)
    chosen = {guards: name for guards, name in BROKEN.items() if given.only in (None, *guards)}
    seen = 0
    with ground.server() as running:
        for number, (without, name) in enumerate(chosen.items()):
            plan = Plan(given.operations, given.workers, given.seed, every=100, until=name)
            seen += asyncio.run(miss(running, plan, without, number, console))
    console.print(f"{seen} of {len(chosen)} missing guards were missed")
    raise SystemExit(seen != len(chosen))


if __name__ == "__main__":
    main()
