"""`make campaign-broken`: one guard after the other is taken away, and each time the campaign must see what it held.

Where a lock and a constraint hold the same, both go: one of them is enough, which is why there are two.
"""

import argparse
import asyncio
from dataclasses import dataclass, replace

from rich.console import Console

from api.local_postgres import APP, DATABASE, OWNER, Running
from bench.campaign import ground
from bench.campaign.faults import LOCKS
from bench.campaign.operations import Operation, applications, mandates, people, seats, spaces, work
from bench.campaign.play import Plan
from bench.campaign.stage import campaign


@dataclass(frozen=True, slots=True)
class Fault:
    """What is taken away, what is then seen, and what shows it soonest."""

    without: tuple[str, ...]
    seen: str
    focus: tuple[Operation, ...]


SPACES = (spaces.propose, spaces.decide, spaces.step)
BROKEN = (
    Fault((LOCKS,), "a space keeps its seat limit", (seats.join, applications.decide)),
    Fault(
        ("applications_one_open_an_organisation",),
        "a holder has one open application a space",
        (applications.apply,),
    ),
    Fault(
        ("applications_one_open_a_member", LOCKS),
        "a holder has one open application a space",
        (applications.apply,),
    ),
    Fault(
        ("applications_space_open", LOCKS),
        "no application waits for a space that ended",
        (applications.apply, spaces.disband, *SPACES),
    ),
    Fault(
        ("memberships_one_seat_an_organisation", "memberships_one_an_application", LOCKS),
        "a holder has one live seat a space",
        (applications.apply, applications.decide),
    ),
    Fault(
        ("memberships_one_seat_a_member", "role_holdings_one_a_person", LOCKS),
        "a holder has one live seat a space",
        (seats.join,),
    ),
    Fault(
        ("role_holdings_one_a_person", LOCKS),
        "a person has one role a space",
        (seats.name, applications.apply, applications.decide),
    ),
    Fault(("memberships_hold_role",), "the roles held are those of seats and representatives", (seats.join,)),
    Fault(
        (LOCKS,), "a decision is told once", (applications.apply, applications.decide, applications.withdraw)
    ),
    Fault(
        ("memberships_one_an_application", "memberships_one_seat_an_organisation", LOCKS),
        "an accepted application is exactly one seat",
        (applications.apply, applications.decide),
    ),
    Fault(
        ("memberships_space_active", LOCKS),
        "nobody sits in a space that is not active",
        (seats.join, spaces.disband, *SPACES),
    ),
    Fault(
        ("memberships_parent_seat_live", LOCKS),
        "a workstream's seat rests on one in its working group",
        (applications.apply, applications.decide, seats.end),
    ),
    Fault(
        ("representatives_one_a_role", LOCKS),
        "a seat has at most one primary and one alternate",
        (seats.name,),
    ),
    Fault(
        ("representatives_within_seat", LOCKS),
        "whoever fills a seat does so within it",
        (applications.apply, applications.decide, seats.name, seats.end),
    ),
    Fault(("members_email_free",), "an address is one live member's", (people.create,)),
    Fault(
        ("spaces_language_free", LOCKS),
        "a language has one live community, and the network one of each governing body",
        SPACES,
    ),
    Fault(
        ("mandates_one_at_a_time", "mandates_one_a_decision", LOCKS),
        "a space has one mandate at a time",
        (mandates.follow, mandates.resume),
    ),
    Fault(
        ("linkages_once_at_a_time",),
        "two spaces are linked in one way once at a time",
        (work.link, work.unlink),
    ),
    Fault((LOCKS,), "nothing is left open in a space that ended", (work.add_task, spaces.disband, *SPACES)),
)


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.campaign.broken", description=__doc__)
    parser.add_argument("--operations", type=int, default=3_000, help="at most, for each guard")
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="a guard's name: nothing else is taken away")
    return parser.parse_args()


async def miss(running: Running, plan: Plan, fault: Fault, name: str, console: Console) -> bool:
    """Whether the campaign saw what these guards hold."""
    await ground.as_superuser(
        running,
        f"CREATE DATABASE {name} TEMPLATE {DATABASE} OWNER {OWNER}",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {APP}",
    )
    outcome = await campaign(running, plan, list(fault.without), name)
    await ground.as_superuser(running, f"DROP DATABASE {name} WITH (FORCE)")
    found = next((one for one in outcome.violations if one.name == fault.seen), None)
    said = f"{found.count} after {outcome.operations:,} operations" if found else "NOT SEEN"
    console.print(f"without {', '.join(fault.without)}: {fault.seen}: {said}", markup=False, highlight=False)
    others = [f"{one.name}: {one.count}" for one in outcome.violations if one is not found]
    if others:
        console.print(f"    beside it: {'; '.join(others)}", markup=False, highlight=False)
    return found is not None


def main() -> None:
    given, console = asked(), Console(width=140)
    chosen = [one for one in BROKEN if given.only in (None, *one.without)]
    plan = Plan(given.operations, given.workers, given.seed, every=80, double=0.5)
    seen = 0
    with ground.server() as running:
        for number, fault in enumerate(chosen):
            of = replace(plan, until=fault.seen, focus=fault.focus)
            seen += asyncio.run(miss(running, of, fault, f"campaign_{number}", console))
    console.print(f"{seen} of {len(chosen)} missing guards were missed")
    raise SystemExit(seen != len(chosen))


if __name__ == "__main__":
    main()
