"""`make bench`: single reads and a list against R, in one run."""

import asyncio
import statistics

from rich.console import Console
from rich.table import Table

from bench.load import requests_a_second
from bench.stage import Stage, stage

ROUNDS, SECONDS, CONNECTIONS = 7, 2.0, 8
API, PEER = 8311, 8312


async def measure(at: Stage) -> dict[str, list[float]]:
    """Requests a second of each work, the works in turn in every round, so that a noisy moment hits all alike."""
    ours = {"Authorization": f"Bearer {at.key}"}
    asked: dict[str, tuple[int, str, dict[str, str]]] = {
        "R: one member, no auth": (PEER, f"/members/{at.member}", {}),
        "GET one member": (API, f"/v1/members/{at.member}", ours),
        "GET 50 members": (API, "/v1/members?limit=50", ours),
        "GET one space, public": (API, "/v1/spaces/advocacy", {}),
        "what one member may join": (API, f"/v1/members/{at.member}/eligibility", ours),
    }
    found: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, (port, path, headers) in asked.items():
            rate = await requests_a_second(port, path, headers, seconds=SECONDS, connections=CONNECTIONS)
            found[name].append(rate)
    return found


def show(found: dict[str, list[float]]) -> None:
    yardstick = statistics.median(next(iter(found.values())))
    table = Table(
        "work", "requests/s", "min-max", "ratio to R", title=f"medians of {ROUNDS} rounds, one process each"
    )
    for name, rates in found.items():
        middle = statistics.median(rates)
        table.add_row(
            name, f"{middle:,.0f}", f"{min(rates):,.0f}-{max(rates):,.0f}", f"{middle / yardstick:.2f}"
        )
    Console(width=110).print(table)


def main() -> None:
    with (
        stage() as at,
        at.serving("api.commands.serving:create_app", API),
        at.serving("bench.peer:app", PEER),
    ):
        show(asyncio.run(measure(at)))


if __name__ == "__main__":
    main()
