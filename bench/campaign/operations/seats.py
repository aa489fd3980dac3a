"""Seats: joined, appointed, recorded, ended, corrected; and who fills those of organisations."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from api import clock
from bench.campaign.known import SeatRow
from bench.campaign.operations.applications import people
from bench.campaign.turn import Turn

ROLES = ("primary", "primary", "alternate")


def around(turn: Turn, before: int, after: int) -> date:
    return clock.today() + timedelta(days=turn.chance.randint(-before, after))


async def join(turn: Turn) -> None:
    """A language community, mostly; another type's door says which one to use."""
    open_to_all = turn.known.of_type("language_community")
    space = turn.one(open_to_all if turn.likely(0.97) else turn.known.spaces)
    person = turn.one(turn.known.people).id
    body: dict[str, Any] = {"space_id": str(space.id), "member_id": str(person)}
    if turn.likely(0.1):
        body["starts_on"] = str(around(turn, 10, 30))
    by = turn.whoever(member_id=person)
    answer = await turn.send("seat: join", by, "POST", "/memberships", body)
    if answer.status_code == 201:
        turn.known.seats.append(SeatRow(UUID(answer.json()["id"]), space.id, None, person))


async def record(turn: Turn) -> None:
    """A seat of the past, which becomes no present one (R30); or one of today, with a reason (R3)."""
    space = turn.one(turn.known.of_type())
    body: dict[str, Any] = {"space_id": str(space.id)}
    if turn.likely(0.5):
        body["member_id"] = str(turn.one(turn.known.people).id)
    else:
        organisation_id = turn.one(turn.callers.organisations).organisation_id
        body |= {
            "organisation_id": str(organisation_id),
            "representatives": people(turn, organisation_id, turn.callers.secretariat),
        }
    began = around(turn, 900, 0)
    body["starts_on"] = str(began)
    if turn.likely(0.8):
        body["ends_on"] = str(began + timedelta(days=turn.chance.randint(0, 400)))
    if turn.likely(0.3):
        body["override_reason"] = "As the old list has it."
    await turn.send("seat: record", turn.callers.secretariat, "POST", "/memberships", body)


async def appoint(turn: Turn) -> None:
    space = turn.one(turn.known.of_type("secretariat"))
    host = turn.one(turn.callers.organisations).organisation_id
    body = {
        "space_id": str(space.id),
        "member_id": str(turn.one(turn.known.people).id),
        "host_organisation_id": str(host),
    }
    await turn.send("seat: appoint", turn.callers.secretariat, "POST", "/memberships", body)


async def end(turn: Turn) -> None:
    seat = turn.one(turn.known.seats)
    by = turn.whoever(organisation_id=seat.organisation_id, member_id=seat.member_id)
    body: dict[str, Any] = {"reason": "As agreed."}
    if turn.likely(0.3):
        body["ends_on"] = str(around(turn, 30, 30))
    answer = await turn.send("seat: end", by, "POST", f"/memberships/{seat.id}/end", body)
    if answer.status_code == 422 or (answer.status_code == 200 and "ends_on" not in body):
        turn.over(turn.known.seats, seat)


async def correct(turn: Turn) -> None:
    seat = turn.one(turn.known.seats)
    body: dict[str, Any] = {"reason": "The minutes say otherwise."}
    if turn.likely(0.5):
        body["starts_on"] = str(around(turn, 200, 10))
    if turn.likely(0.5) or len(body) == 1:
        body["ends_on"] = None if turn.likely(0.5) else str(around(turn, 60, 60))
    if turn.likely(0.15):
        body["override_reason"] = "As the chairs asked."
    by = turn.callers.secretariat
    await turn.send("seat: correct", by, "PATCH", f"/memberships/{seat.id}", body)


async def name(turn: Turn) -> None:
    """A successor, mostly from the organisation; two roles for one person are refused."""
    seat = turn.one([one for one in turn.known.seats if one.organisation_id is not None])
    by = turn.whoever(organisation_id=seat.organisation_id)
    staff = turn.known.staff(seat.organisation_id, confirmed=by is not turn.callers.secretariat)
    person = turn.one(staff) if turn.likely(0.95) else turn.one(turn.known.people).id
    body: dict[str, Any] = {"member_id": str(person)}
    if turn.likely(0.2):
        body["starts_on"] = str(around(turn, 20, 20))
    path = f"/memberships/{seat.id}/representatives/{turn.one(ROLES)}"
    answer = await turn.send("representative: name", by, "PUT", path, body)
    if answer.status_code == 409 and "transition_not_allowed" in answer.text:
        turn.over(turn.known.seats, seat)


async def remove(turn: Turn) -> None:
    seat = turn.one([one for one in turn.known.seats if one.organisation_id is not None])
    by = turn.whoever(organisation_id=seat.organisation_id)
    path = f"/memberships/{seat.id}/representatives/{turn.one(ROLES)}"
    await turn.send("representative: remove", by, "DELETE", path)


async def say(turn: Turn) -> None:
    """Whoever was named says yes or no themselves."""
    seat = turn.one([one for one in turn.known.seats if one.organisation_id is not None])
    staff = set(turn.known.staff(seat.organisation_id))
    by = turn.one([one for one in turn.callers.people if one.member_id in staff])
    word = "agreement" if turn.likely(0.7) else "refusal"
    path = f"/memberships/{seat.id}/representatives/{turn.one(ROLES)}/{word}"
    await turn.send(
        "representative: agree" if word == "agreement" else "representative: refuse", by, "POST", path
    )
