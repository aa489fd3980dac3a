"""Small lists of people with seats: previewed and committed."""

import csv
import io

from api import clock
from bench.campaign.operations.people import address
from bench.campaign.turn import Turn

COLUMNS = ("email", "full_name", "consent_date", "consent_source", "space")


async def bring(turn: Turn) -> None:
    """Two or three people into one space, which others fill meanwhile: then the list is stale."""
    by = turn.callers.secretariat
    space = turn.one(turn.known.of_type("task_team", "language_community"))
    read = await turn.send("space: read", by, "GET", f"/spaces/{space.id}")
    if read.status_code != 200:
        return
    slug = read.json()["slug"]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for _ in range(turn.chance.randint(1, 3)):
        writer.writerow(
            [address(turn), "Listed Person", str(clock.today()), "list", slug if turn.likely(0.7) else ""]
        )
    headers = {"Content-Type": "text/csv"}
    path = "/imports?kind=members"
    seen = await turn.send("import: preview", by, "POST", path, content=out.getvalue(), headers=headers)
    if seen.status_code != 202:
        return
    await turn.send("import: commit", by, "POST", f"/imports/{seen.json()['id']}/commit")
