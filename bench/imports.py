"""`make bench-import`: a list of 15,000 people with 300 broken rows, read, committed, and sent again."""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from rich.console import Console
from rich.table import Table

from bench.stage import stage

PORT, ROWS, BROKEN = 8314, 15_000, 300
HEADER = "external_ref,email,full_name,country,languages,organisation,job_title,topics,status,consent_date,consent_source"
FAULTS = ("e-mail", "country", "date", "ragged", "organisation", "consent")


def listed() -> tuple[bytes, dict[int, str]]:
    """The file, and the code that each broken row must be given, by its row number."""
    chance = random.Random(1)  # noqa: S311  (a fixed list, no secret)
    broken, codes, lines = set(chance.sample(range(ROWS), BROKEN)), {}, [HEADER]
    for number in range(ROWS):
        cells = [
            f"B-{number}",
            f"person{number}@list.example",
            f"Person Número {number}",
            chance.choice("KE NO NA SY".split()),
        ]
        cells += ["fr;ar", "", "Officer", "gender;inclusion", "", "2026-01-02", "list"]
        if number in broken:
            codes[number + 2] = _break(cells, FAULTS[number % len(FAULTS)])
        lines.append(",".join(cells))
    return "\n".join(lines).encode(), codes


def _break(cells: list[str], fault: str) -> str:
    """Break a row in one way; answers the code that says so."""
    if fault == "ragged":
        del cells[5:]
        return "ragged_row"
    place, value, code = {
        "e-mail": (1, "not-an-address", "not_an_email"),
        "country": (3, "ZZ", "not_a_country"),
        "date": (9, "03/04/2019", "not_a_date"),
        "organisation": (5, "No Such Body", "unknown_organisation"),
        "consent": (8, "active", "consent_missing"),
    }[fault]
    cells[place] = value
    if fault == "consent":
        cells[9] = cells[10] = ""
    return code


def main() -> None:
    content, expected = listed()
    table = Table("step", "seconds", "rows/s")
    with stage() as at, at.serving("api.commands.serving:create_app", PORT) as server:
        headers = {"Authorization": f"Bearer {at.key}"}
        with httpx.Client(base_url=f"http://127.0.0.1:{PORT}/v1", headers=headers, timeout=120) as client:
            idle = _peak(server)
            preview = _timed(table, "preview", lambda: _send(client, content))
            _timed(
                table,
                "commit",
                lambda: client.post(f"/imports/{preview['id']}/commit").raise_for_status().json(),
            )
            again = _timed(table, "the same again", lambda: _send(client, content))
            _expect(sum(preview["counts"].values()) == preview["rows_read"] == ROWS, preview)
            _expect(preview["counts"]["error"] == BROKEN, preview)
            _expect(again["counts"]["unchanged"] == ROWS - BROKEN, again)
            _expect(_refused(client, preview["id"]) == expected, "codes and row numbers")
            Console(width=110).print(table)
            Console().print(
                f"each of {BROKEN} broken rows has its code and row number; peak memory {idle} -> {_peak(server)} MiB"
            )


def _expect(held: bool, told: object) -> None:
    if not held:
        raise SystemExit(f"not as it should be: {told}")


def _send(client: httpx.Client, content: bytes) -> Any:
    answer = client.post("/imports?kind=members", content=content, headers={"Content-Type": "text/csv"})
    return answer.raise_for_status().json()


def _timed(table: Table, name: str, act: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    answer = act()
    took = time.perf_counter() - began
    table.add_row(name, f"{took:.2f}", f"{ROWS / took:,.0f}")
    return answer


def _refused(client: httpx.Client, import_id: object) -> dict[int, str]:
    found, query = {}, {"result": "error", "limit": "200"}
    while True:
        page = client.get(f"/imports/{import_id}/rows", params=query).raise_for_status().json()
        found |= {row["row"]: row["code"] for row in page["items"]}
        if page["next_cursor"] is None:
            return found
        query = {"cursor": page["next_cursor"], "limit": "200"}


def _peak(pid: int) -> int:
    """Highest resident memory so far, in MiB, as Linux keeps it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


if __name__ == "__main__":
    sys.exit(main())
