"""What spaces do: tasks, and what they do together."""

from typing import Any
from uuid import UUID

from bench.campaign.known import PartRow
from bench.campaign.turn import Turn


async def add_task(turn: Turn) -> None:
    space = turn.one(turn.known.spaces)
    seated = [one.member_id for one in turn.known.seats if one.space_id == space.id and one.member_id]
    body: dict[str, Any] = {"title": "Collect the examples"}
    if seated and turn.likely(0.6):
        body["owner_id"] = str(turn.one(seated))
    leading = {one.member_id for one in turn.known.leaders if one.space_id == space.id}
    able = [one for one in turn.callers.people if one.member_id in leading]
    by = turn.one(able) if able and turn.likely(0.5) else turn.callers.secretariat
    answer = await turn.send("task: add", by, "POST", f"/spaces/{space.id}/tasks", body)
    if answer.status_code == 201:
        turn.known.tasks.append(PartRow(UUID(answer.json()["id"]), space.id))


async def move_task(turn: Turn) -> None:
    task = turn.one(turn.known.tasks)
    status = turn.one(["done", "done", "dropped", "open"])
    path = f"/spaces/{task.space_id}/tasks/{task.id}"
    await turn.send("task: move", turn.callers.secretariat, "PATCH", path, {"status": status})


async def link(turn: Turn) -> None:
    one, other = turn.one(turn.known.of_type()), turn.one(turn.known.of_type())
    kind = turn.one(["shared_activity", "technical_guidance"])
    body = {"from_id": str(one.id), "to_id": str(other.id), "kind": kind, "purpose": "A guide together"}
    answer = await turn.send("linkage: begin", turn.callers.secretariat, "POST", "/linkages", body)
    if answer.status_code == 201:
        turn.known.linkages.append(PartRow(UUID(answer.json()["id"]), one.id))


async def unlink(turn: Turn) -> None:
    linkage = turn.one(turn.known.linkages)
    answer = await turn.send(
        "linkage: end", turn.callers.secretariat, "POST", f"/linkages/{linkage.id}/end", {}
    )
    if answer.status_code == 200:
        turn.over(turn.known.linkages, linkage)
