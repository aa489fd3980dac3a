"""People and their organisations: they come, change job, rest, leave, are erased; organisations become partners."""

from typing import Any
from uuid import UUID

from api import clock
from bench.campaign.known import PersonRow, PostRow
from bench.campaign.turn import Turn

ADDRESSES = 60  # few, so that two often want the same


def address(turn: Turn) -> str:
    return f"person{turn.chance.randrange(ADDRESSES)}-{clock.today():%Y%m}@list.example"


async def create(turn: Turn) -> None:
    body: dict[str, Any] = {
        "full_name": "Somebody New",
        "email": address(turn),
        "consent": {"given_on": str(clock.today()), "source": "web form"},
    }
    organisation_id = turn.one(turn.callers.organisations).organisation_id
    if turn.likely(0.6):
        body["affiliations"] = [{"organisation_id": str(organisation_id)}]
    answer = await turn.send("member: create", turn.callers.secretariat, "POST", "/members", body)
    if answer.status_code == 201:
        made = UUID(answer.json()["id"])
        turn.known.people.append(PersonRow(made, "active"))
        if "affiliations" in body and organisation_id is not None:
            post = UUID(answer.json()["affiliations"][0]["id"])
            turn.known.posts.append(PostRow(organisation_id, made, post, confirmed=False))


async def change_status(turn: Turn) -> None:
    """Rest, come back, leave: who leaves ends all that day (R33)."""
    person = turn.one(turn.known.people)
    status = turn.one(["suspended", "active", "active", "left"])
    by = turn.whoever(member_id=person.id) if status == "left" else turn.callers.secretariat
    await turn.send(f"member: {status}", by, "PATCH", f"/members/{person.id}", {"status": status})


async def change_job(turn: Turn) -> None:
    person = turn.one(turn.known.people)
    organisation_id = turn.one(turn.callers.organisations).organisation_id
    jobs = [{"organisation_id": str(organisation_id)}] if turn.likely(0.8) else []
    body = {"affiliations": jobs}
    await turn.send("member: change job", turn.callers.secretariat, "PATCH", f"/members/{person.id}", body)


async def confirm_job(turn: Turn) -> None:
    """Only the person says that they work there."""
    mine = {one.member_id: one for one in turn.callers.people}
    post = turn.one([one for one in turn.known.posts if not one.confirmed and one.member_id in mine])
    path = f"/members/{post.member_id}/affiliations/{post.id}/confirmation"
    await turn.send("member: confirm job", mine[post.member_id], "POST", path)


async def change_address(turn: Turn) -> None:
    person = turn.one(turn.known.people)
    body = {"email": address(turn), "reason": "The mailbox is lost."}
    await turn.send(
        "member: change address", turn.callers.secretariat, "PATCH", f"/members/{person.id}", body
    )


async def erase(turn: Turn) -> None:
    person = turn.one(turn.known.people)
    by = turn.whoever(member_id=person.id)
    await turn.send("member: erase", by, "DELETE", f"/members/{person.id}")


async def consent(turn: Turn) -> None:
    person = turn.one(turn.known.people)
    if turn.likely(0.5):
        body = {"given_on": str(clock.today()), "source": "a letter"}
        path = f"/members/{person.id}/consents"
        await turn.send("consent: give", turn.callers.secretariat, "POST", path, body)
    else:
        path = f"/members/{person.id}/consents/withdrawal"
        await turn.send("consent: withdraw", turn.whoever(member_id=person.id), "POST", path, {})


async def partner(turn: Turn) -> None:
    """Granted or ended: a dated status of its own (R24)."""
    organisation_id = turn.one(turn.callers.organisations).organisation_id
    period = {"starts_on": str(clock.today())} if turn.likely(0.6) else None
    path = f"/organisations/{organisation_id}"
    await turn.send("organisation: partner", turn.callers.secretariat, "PATCH", path, {"partner": period})
