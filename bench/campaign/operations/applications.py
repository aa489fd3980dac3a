"""Applications: sent by those who want a seat, decided by those it falls to, taken back."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api import clock
from bench.campaign.known import ApplicationRow, SeatRow, SpaceRow
from bench.campaign.turn import Caller, Nothing, Turn

OF_ORGANISATIONS = ("working_group", "workstream", "collaborative")
OF_PEOPLE = ("task_team",)


async def apply(turn: Turn) -> None:
    """To a space that takes applications; now and then to one that does not, or for the wrong kind of holder."""
    space = turn.one([one for one in turn.known.spaces if one.status == "active" or turn.likely(0.05)])
    individual = space.type in OF_PEOPLE or (space.type not in OF_ORGANISATIONS and turn.likely(0.5))
    if turn.likely(0.03):
        individual = not individual
    person = turn.one(turn.known.people).id if individual else None
    organisation_id = None if individual else turn.one(turn.callers.organisations).organisation_id
    by = turn.whoever(organisation_id=organisation_id, member_id=person)
    body: dict[str, Any] = {"space_id": str(space.id), "member_id": str(person), "statement": "I would help."}
    if organisation_id is not None:
        body = _of_an_organisation(turn, space, organisation_id, by)
    if by is turn.callers.secretariat and turn.likely(0.1):
        body["override_reason"] = "The Steering Group asked for it."
    answer = await turn.send("application: submit", by, "POST", "/applications", body)
    if answer.status_code == 201:
        made = UUID(answer.json()["id"])
        turn.known.applications.append(ApplicationRow(made, space.id, organisation_id, person))


def _of_an_organisation(turn: Turn, space: SpaceRow, organisation_id: UUID, by: Caller) -> dict[str, Any]:
    body: dict[str, Any] = {
        "space_id": str(space.id),
        "organisation_id": str(organisation_id),
        "representatives": people(turn, organisation_id, by),
    }
    if space.type == "working_group" and turn.likely(0.2):
        body["also_apply_to"] = [str(one.id) for one in turn.known.of_type("collaborative")[:2]]
    return body


def people(turn: Turn, organisation_id: UUID | None, by: Caller) -> list[dict[str, str]]:
    """Whom an organisation names: mostly one of its staff, at times two."""
    staff = turn.known.staff(organisation_id, confirmed=by is not turn.callers.secretariat)
    if not staff:
        raise Nothing
    named = turn.chance.sample(staff, k=min(len(staff), 2 if turn.likely(0.3) else 1))
    return [
        {"role": role, "member_id": str(id_)}
        for role, id_ in zip(("primary", "alternate"), named, strict=False)
    ]


async def decide(turn: Turn) -> None:
    application = turn.one(turn.known.applications)
    by = turn.callers.secretariat if turn.likely(0.85) else turn.one(turn.callers.people)
    leaders = {one.member_id for one in turn.known.leaders if one.space_id == application.space_id}
    able = [one for one in turn.callers.people if one.member_id in leaders]
    if able and turn.likely(0.6):
        by = turn.one(able)
    body: dict[str, Any] = {"outcome": "accepted"}
    if turn.likely(0.2):
        body = {"outcome": "declined", "reason": "No room this year."}
    elif by is turn.callers.secretariat:
        body |= {"grant_partner": True} if turn.likely(0.1) else {}
        body |= {"override_reason": "Agreed with the chairs."} if turn.likely(0.1) else {}
    if turn.likely(0.2):
        body["starts_on"] = str(clock.today() + timedelta(days=turn.chance.randint(-20, 40)))
    path = f"/applications/{application.id}/decision"
    answer = await turn.send(f"application: {body['outcome']}", by, "POST", path, body)
    if answer.status_code == 200 or "transition_not_allowed" in answer.text:
        turn.over(turn.known.applications, application)
    if answer.status_code == 200 and body["outcome"] == "accepted":
        row = (application.space_id, application.organisation_id, application.member_id)
        turn.known.seats.append(SeatRow(UUID(answer.json()["id"]), *row))


async def withdraw(turn: Turn) -> None:
    application = turn.one(turn.known.applications)
    by = turn.whoever(organisation_id=application.organisation_id, member_id=application.member_id)
    answer = await turn.send(
        "application: withdraw", by, "POST", f"/applications/{application.id}/withdrawal", {}
    )
    if answer.status_code in {200, 409}:
        turn.over(turn.known.applications, application)
