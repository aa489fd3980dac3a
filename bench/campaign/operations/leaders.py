"""Who leads: named, handed over, ended; and the run of due endings, which comes when it comes (R31)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api import clock
from api.services import due_endings
from bench.campaign.known import LeaderRow
from bench.campaign.turn import Turn

ROLES = {
    "working_group": "chair",
    "workstream": "lead",
    "collaborative": "convener",
    "reference_group": "chair",
    "task_team": "convener",
    "language_community": "facilitator",
}


def _seated(turn: Turn, space_id: UUID) -> list[UUID]:
    seats = [one for one in turn.known.seats if one.space_id == space_id]
    own = [one.member_id for one in seats if one.member_id is not None]
    return own + [
        id_ for one in seats if one.organisation_id for id_ in turn.known.staff(one.organisation_id)
    ]


async def name(turn: Turn) -> None:
    """Somebody who is seated there, mostly; at times for a time, at times in somebody's place."""
    space = turn.one(turn.known.of_type(*ROLES))
    person = turn.one(_seated(turn, space.id) or turn.known.members())
    role = ROLES[space.type] if turn.likely(0.95) else "coordinator"
    body: dict[str, Any] = {"member_id": str(person), "role": role}
    if turn.likely(0.3):
        days = turn.chance.randint(1, 60)
        body |= {"acting": True, "due_on": str(clock.today() + timedelta(days=days))}
    leading = [one for one in turn.known.leaders if one.space_id == space.id]
    if leading and turn.likely(0.4):
        body["succeeds"] = str(turn.one(leading).id)
    if turn.likely(0.1):
        body["override_reason"] = "Nobody there would."
    answer = await turn.send(
        "leader: name", turn.callers.secretariat, "POST", f"/spaces/{space.id}/leaders", body
    )
    if answer.status_code == 201:
        turn.known.leaders.append(LeaderRow(space.id, person, UUID(answer.json()["id"]), role))


async def end(turn: Turn) -> None:
    leader = turn.one(turn.known.leaders)
    by = turn.whoever(member_id=leader.member_id)
    path = f"/spaces/{leader.space_id}/leaders/{leader.id}/end"
    answer = await turn.send("leader: end", by, "POST", path, {"reason": "As agreed."})
    if answer.status_code == 200:
        turn.over(turn.known.leaders, leader)


async def write_due_endings(turn: Turn) -> None:
    """The worker's daily run, in the middle of everything."""
    await due_endings.run(turn.database)
