"""Spaces: proposed, decided on, begun, edited, ended."""

from typing import Any
from uuid import UUID

from api import clock
from bench.campaign.known import SpaceRow
from bench.campaign.turn import Turn

LANGUAGES = ("ar", "fr", "pt", "es")
MANY = 16  # beyond that nobody proposes: few spaces are fought over harder
TYPES = ("workstream", "workstream", "collaborative", "reference_group", "task_team", "task_team")
PROPOSED = (*TYPES, "working_group", "language_community", "language_community", "language_community")
END_REASONS = {"task_team": "interest_lapsed"}


def _structure(turn: Turn, type_: str) -> dict[str, Any]:
    groups = [str(one.id) for one in turn.known.of_type("working_group")]
    match type_:
        case "workstream":
            return {"parent_id": turn.one(groups)}
        case "collaborative":
            return {"working_group_ids": turn.chance.sample(groups, k=min(len(groups), 2))}
        case "reference_group":
            return {"supports_ids": [turn.one(groups)]}
        case "language_community":
            return {"language": turn.one(LANGUAGES)}
        case _:
            return {}


async def propose(turn: Turn) -> None:
    if len(turn.known.spaces) > MANY:
        return await step(turn)
    type_ = turn.one(PROPOSED)
    body = {
        "type": type_,
        "name": f"A {type_} {turn.chance.getrandbits(40):x}",
        "seat_limit": turn.chance.randint(1, 4),
        **_structure(turn, type_),
    }
    by = turn.callers.secretariat if turn.likely(0.7) else turn.one(turn.callers.people)
    answer = await turn.send("space: propose", by, "POST", "/spaces", body)
    if answer.status_code == 201:
        made = answer.json()
        parent_id = UUID(body["parent_id"]) if "parent_id" in body else None
        turn.known.spaces.append(SpaceRow(UUID(made["id"]), type_, "proposed", parent_id))
    return None


async def decided(turn: Turn, subject: str, id_: UUID, outcome: str = "approved") -> str | None:
    """The id of the Steering Group's decision, recorded today (R17)."""
    body = {
        "body_id": str(turn.one(turn.known.of_type("steering_group")).id),
        "subject_type": subject,
        "subject_id": str(id_),
        "outcome": outcome,
        "decided_on": str(clock.today()),
        "minutes_reference": "Minutes 7",
    }
    answer = await turn.send("decision: record", turn.callers.secretariat, "POST", "/decisions", body)
    return str(answer.json()["id"]) if answer.status_code == 201 else None


async def decide(turn: Turn) -> None:
    """On a space, for its approval or its closing."""
    subject = turn.one([one for one in turn.known.spaces if one.type in {"task_team", "working_group"}])
    await decided(turn, "space", subject.id, "approved" if turn.likely(0.9) else "rejected")


async def step(turn: Turn) -> None:
    """Whatever comes next for a space that is not at work yet."""
    space = turn.one([one for one in turn.known.spaces if one.status in {"proposed", "approved"}])
    to = turn.one(
        ["approved", "active", "active", "rejected"] if turn.likely(0.3) else ["approved", "active"]
    )
    body = {"to": to, "reason": "As proposed."}
    answer = await turn.send(
        f"space: {to}", turn.callers.secretariat, "POST", f"/spaces/{space.id}/transitions", body
    )
    if answer.status_code == 200 and space in turn.known.spaces:
        turn.known.spaces[turn.known.spaces.index(space)] = space._replace(status=to)


async def disband(turn: Turn) -> None:
    """Look at the consequences, and bring their hash back; somebody may have come in between."""
    space = turn.one(turn.known.of_type(*TYPES, "language_community", "working_group"))
    if space.type == "working_group" and turn.likely(0.7):
        return
    by, path = turn.callers.secretariat, f"/spaces/{space.id}/transitions"
    seen = await turn.send("space: preview", by, "GET", f"{path}/disbanded/consequences")
    if seen.status_code != 200:
        return
    body: dict[str, Any] = {"to": "disbanded", "reason": "It is done.", "consequences": seen.json()["hash"]}
    if turn.likely(0.1):
        return  # looked, and thought again
    if space.type in END_REASONS:
        body["end_reason"] = END_REASONS[space.type]
    if space.type == "working_group":
        body["override_reason"] = "The decision is to be recorded."
    await turn.send("space: disband", by, "POST", path, body)


async def edit(turn: Turn) -> None:
    """What a space is built on, and what it says of itself; never its limit, which the past was judged by."""
    space = turn.one(turn.known.spaces)
    body: dict[str, Any] = {"purpose": f"Purpose {turn.chance.randrange(9)}"}
    if space.type in {"collaborative", "reference_group"} and turn.likely(0.7):
        body |= _structure(turn, space.type)
    await turn.send("space: edit", turn.callers.secretariat, "PATCH", f"/spaces/{space.id}", body)


async def change_type(turn: Turn) -> None:
    """One act with a preview of its own (R27)."""
    space = turn.one(turn.known.of_type(*TYPES, "language_community"))
    type_ = turn.one(TYPES)
    body: dict[str, Any] = {
        "type": type_,
        "reason": "The network has fewer types now.",
        **_structure(turn, type_),
    }
    by, path = turn.callers.secretariat, f"/spaces/{space.id}/type-changes"
    if type_ == "task_team" and (decision_id := await decided(turn, "space", space.id)):
        body["decision_id"] = decision_id
    seen = await turn.send("space: preview type", by, "POST", f"{path}/consequences", body)
    if seen.status_code == 200:
        body["consequences"] = seen.json()["hash"]
        await turn.send("space: change type", by, "POST", path, body)
