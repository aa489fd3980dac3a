"""Mandates: extended late or early, closed, followed by the next; always by a recorded decision (R20, R21)."""

from datetime import timedelta
from typing import Any

from api import clock
from bench.campaign.operations.spaces import decided
from bench.campaign.turn import Turn


async def extend(turn: Turn) -> None:
    """A working group's mandate, or a workstream."""
    space = turn.one(turn.known.of_type("working_group", "workstream"))
    decision_id = await decided(turn, "extension", space.id)
    if decision_id is None:
        return
    due_on = clock.today() + timedelta(days=turn.chance.randint(-30, 900))
    body = {"due_on": str(due_on), "decision_id": decision_id}
    await turn.send(
        "mandate: extend", turn.callers.secretariat, "POST", f"/spaces/{space.id}/extensions", body
    )


async def follow(turn: Turn) -> None:
    """End a mandate, with a next one or without: what it ends is confirmed as seen."""
    mandate = turn.one(turn.known.mandates)
    by, path = turn.callers.secretariat, f"/spaces/{mandate.space_id}/mandates"
    decision_id = await decided(turn, "mandate", mandate.space_id)
    if decision_id is None:
        return
    seen = await turn.send("mandate: preview", by, "GET", f"{path}/{mandate.id}/consequences")
    if seen.status_code != 200:
        return
    body: dict[str, Any] = {"decision_id": decision_id, "consequences": seen.json()["hash"]}
    if turn.likely(0.7):
        body["starts_on"] = str(clock.today())
        await turn.send("mandate: open", by, "POST", path, body)
    else:
        await turn.send("mandate: end", by, "POST", f"{path}/{mandate.id}/end", body)


async def resume(turn: Turn) -> None:
    """A next mandate for a working group that has none."""
    having = {one.space_id for one in turn.known.mandates}
    space = turn.one([one for one in turn.known.of_type("working_group") if one.id not in having])
    decision_id = await decided(turn, "mandate", space.id)
    if decision_id is None:
        return
    starts_on = clock.today() + timedelta(days=turn.chance.choice([0, 0, 0, 5]))
    body = {"decision_id": decision_id, "starts_on": str(starts_on)}
    await turn.send("mandate: open", turn.callers.secretariat, "POST", f"/spaces/{space.id}/mandates", body)
