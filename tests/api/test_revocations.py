"""What ends a right ends it at the very next request: every kind of revocation, by session and by key.

Each case is a sentence. It brings somebody to where an operation is allowed, and says what takes that away.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import update

from api.models import Administrator, FocalPoint, Leader, Member, Membership, Space
from api.rules.enums import SpaceType
from api.rules.permissions import Role
from tests.answers import disband, good
from tests.cast import cast, leads, sits, speaks_for
from tests.conftest import Clock
from tests.days import NOW, TODAY
from tests.factories import Build
from tests.harness import Api
from tests.steps import applied, on_top

REFUSED = {401, 403, 404}


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who may: `path` answers them until `end` was done."""

    caller: AsyncClient
    path: str
    end: Callable[[], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What a case is played on."""

    api: Api
    build: Build
    clock: Clock
    secretariat: AsyncClient

    async def person(self, **columns: Any) -> tuple[Member, AsyncClient]:
        member = await self.build.member(**columns)
        return member, await self.api.as_person(member)

    async def focal_point(self) -> tuple[FocalPoint, AsyncClient]:
        member, caller = await self.person()
        return await speaks_for(self.build, member), caller

    async def leader(self, type_: str = "task_team") -> tuple[Leader, AsyncClient, str]:
        """Who leads a space, and the address of an application to it that only its leaders and staff see."""
        member, caller = await self.person()
        space = await self.build.space(type_)
        row = await leads(self.build, member, space)
        individual = space.type is SpaceType.task_team
        application = (
            await self.build.application(space, await self.build.member())
            if individual
            else await applied(self.build, space)
        )
        return row, caller, f"/v1/applications/{application.id}"

    async def key(self, **form: Any) -> tuple[FocalPoint, AsyncClient, dict[str, Any], AsyncClient]:
        """A focal point, their session, a script that they made, and the script itself with its key."""
        row, caller = await self.focal_point()
        body = {"name": "A script", "scopes": ["all"], "organisation_id": str(row.organisation_id), **form}
        made = good(await caller.post("/v1/clients", json=body), 201)
        return row, caller, made, await self.api.caller(made["key"])

    async def ends_today(self, table: Any, id_: UUID) -> None:
        await self.build.session.execute(update(table).where(table.id == id_).values(ends_on=TODAY))

    async def becomes(self, member_id: UUID, status: str) -> Response:
        if status == "erased":
            return await on_top(self.secretariat, "DELETE", f"/v1/members/{member_id}")
        return await on_top(self.secretariat, "PATCH", f"/v1/members/{member_id}", status=status)

    async def end_seat(self, id_: UUID | None) -> Response:
        return await self.secretariat.post(f"/v1/memberships/{id_}/end", json={"reason": "It is over."})


Case = Callable[[Stage], Awaitable[Held]]
CASES: dict[str, Case] = {}


def case(sentence: str) -> Callable[[Case], Case]:
    def keep(play: Case) -> Case:
        assert sentence not in CASES
        CASES[sentence] = play
        return play

    return keep


# --- sessions


@case("a session that its owner ends elsewhere")
async def _(on: Stage) -> Held:
    member, caller = await on.person()
    current = good(await caller.get("/v1/sessions"))["items"][0]["id"]
    elsewhere = await on.api.as_person(member)
    return Held(caller, "/v1/sessions", lambda: elsewhere.post(f"/v1/sessions/{current}/end"))


@case("a session that its owner ends here")
async def _(on: Stage) -> Held:
    _, caller = await on.person()
    return Held(caller, "/v1/sessions", lambda: caller.post("/v1/sessions/current/end"))


@case("a session whose owner signs out everywhere else")
async def _(on: Stage) -> Held:
    member, caller = await on.person()
    elsewhere = await on.api.as_person(member)
    return Held(caller, "/v1/sessions", lambda: elsewhere.post("/v1/sessions/others/end"))


@case("a session that nobody used for a week")
async def _(on: Stage) -> Held:
    _, caller = await on.person()

    async def rest() -> None:
        on.clock.set(NOW + timedelta(days=7, minutes=5))

    return Held(caller, "/v1/sessions", rest)


@case("a session of staff that nobody used for two hours")
async def _(on: Stage) -> Held:
    caller = await on.api.as_role("staff")

    async def rest() -> None:
        on.clock.set(NOW + timedelta(hours=2, minutes=5))

    return Held(caller, "/v1/decisions", rest)


@case("a session used day after day, after a month")
async def _(on: Stage) -> Held:
    _, caller = await on.person()

    async def go_on() -> None:
        for day in range(5, 30, 5):
            on.clock.set(NOW + timedelta(days=day))
            good(await caller.get("/v1/sessions"))
        on.clock.set(NOW + timedelta(days=30, minutes=5))

    return Held(caller, "/v1/sessions", go_on)


@case("a session of somebody who is to take up a new second factor")
async def _(on: Stage) -> Held:
    member = await cast(on.build, Role.staff)
    caller, admin = await on.api.as_person(member, two_factors=True), await on.api.as_role("admin")
    path = f"/v1/members/{member.id}/enrolment"
    return Held(caller, "/v1/decisions", lambda: admin.post(path))


# --- people


@case("a member who is suspended")
async def _(on: Stage) -> Held:
    row, caller = await on.focal_point()
    return Held(caller, "/v1/clients", lambda: on.becomes(row.member_id, "suspended"))


@case("a member who leaves")
async def _(on: Stage) -> Held:
    row, caller = await on.focal_point()
    return Held(caller, "/v1/clients", lambda: on.becomes(row.member_id, "left"))


@case("a member who is erased")
async def _(on: Stage) -> Held:
    member, caller = await on.person()
    return Held(caller, "/v1/sessions", lambda: on.becomes(member.id, "erased"))


# --- offices


@case("a leader whose own seat ends")
async def _(on: Stage) -> Held:
    row, caller, path = await on.leader()
    return Held(caller, path, lambda: on.end_seat(row.membership_id))


@case("a leader by an organisation's seat, when that ends")
async def _(on: Stage) -> Held:
    row, caller, path = await on.leader("working_group")
    return Held(caller, path, lambda: on.end_seat(row.membership_id))


@case("a leader by an organisation's seat, when a successor fills it")
async def _(on: Stage) -> Held:
    row, caller, path = await on.leader("working_group")
    membership = await on.build.session.get_one(Membership, row.membership_id)
    successor = await on.build.member()
    await on.build.rows()
    seat = f"/v1/memberships/{membership.id}"

    async def name() -> None:
        works = [{"organisation_id": str(membership.organisation_id), "confirmed_on": str(TODAY)}]
        person = f"/v1/members/{successor.id}"
        good(await on_top(on.secretariat, "PATCH", person, affiliations=works))
        put = f"{seat}/representatives/primary"
        good(await on_top(on.secretariat, "PUT", put, seat, member_id=str(successor.id)))

    return Held(caller, path, name)


@case("a leader by an organisation's seat, who steps down from it")
async def _(on: Stage) -> Held:
    row, caller, path = await on.leader("working_group")
    refusal = f"/v1/memberships/{row.membership_id}/representatives/primary/refusal"
    return Held(caller, path, lambda: caller.post(refusal))


@case("a leader who is leader no more")
async def _(on: Stage) -> Held:
    row, caller, path = await on.leader()
    return Held(caller, path, lambda: on.ends_today(Leader, row.id))


@case("a leader of a space that is disbanded")
async def _(on: Stage) -> Held:
    row, caller, path = await on.leader()
    space = await on.build.session.get_one(Space, row.space_id)
    return Held(caller, path, lambda: disband(on.secretariat, space, end_reason="tasks_completed"))


@case("staff whose appointment ends")
async def _(on: Stage) -> Held:
    member = await cast(on.build, Role.staff)
    caller = await on.api.as_person(member, two_factors=True)
    (seat,) = good(await on.secretariat.get("/v1/memberships", params={"member_id": str(member.id)}))["items"]
    return Held(caller, "/v1/decisions", lambda: on.end_seat(seat["id"]))


@case("an administrator whose office ends")
async def _(on: Stage) -> Held:
    member = await cast(on.build, Role.admin)
    caller = await on.api.as_person(member, two_factors=True)

    async def end() -> None:
        office = update(Administrator).where(Administrator.member_id == member.id)
        await on.build.session.execute(office.values(ends_on=TODAY))

    return Held(caller, "/v1/decisions", end)


@case("a steering-group representative whose seat ends")
async def _(on: Stage) -> Held:
    member, caller = await on.person()
    seat = await sits(on.build, member, await on.build.space("steering_group"))
    return Held(caller, "/v1/decisions", lambda: on.end_seat(seat.id))


@case("a focal point who is focal point no more")
async def _(on: Stage) -> Held:
    row, caller = await on.focal_point()
    path = f"/v1/organisations/{row.organisation_id}/focal-points/{row.id}/end"
    return Held(caller, "/v1/clients", lambda: on.secretariat.post(path, json={}))


# --- keys


@case("a key that is revoked")
async def _(on: Stage) -> Held:
    _, caller, made, script = await on.key()
    path = f"/v1/clients/{made['id']}/keys/{made['keys'][0]['id']}/revocation"
    return Held(script, "/v1/memberships", lambda: caller.post(path))


@case("a key of a script that is revoked")
async def _(on: Stage) -> Held:
    _, _, made, script = await on.key()
    staff = await on.api.as_role("staff")
    path = f"/v1/clients/{made['id']}/revocation"
    return Held(script, "/v1/memberships", lambda: staff.post(path))


@case("a key on its last day")
async def _(on: Stage) -> Held:
    _, _, _, script = await on.key(expires_in_days=1)

    async def wait() -> None:
        on.clock.set(NOW + timedelta(days=1, minutes=5))

    return Held(script, "/v1/memberships", wait)


@case("a key of the secretariat that is revoked")
async def _(on: Stage) -> Held:
    admin = await on.api.as_role("admin")
    made = good(await admin.post("/v1/clients", json={"name": "A script", "scopes": ["all"]}), 201)
    script = await on.api.caller(made["key"])
    path = f"/v1/clients/{made['id']}/revocation"
    return Held(script, "/v1/decisions", lambda: admin.post(path))


@case("a key whose maker is focal point no more")
async def _(on: Stage) -> Held:
    row, caller, _, script = await on.key()
    path = f"/v1/organisations/{row.organisation_id}/focal-points/{row.id}/end"
    return Held(script, "/v1/memberships", lambda: caller.post(path, json={}))


@case("a key whose maker is suspended")
async def _(on: Stage) -> Held:
    row, _, _, script = await on.key()
    return Held(script, "/v1/memberships", lambda: on.becomes(row.member_id, "suspended"))


@case("a key whose maker leaves")
async def _(on: Stage) -> Held:
    row, _, _, script = await on.key()
    return Held(script, "/v1/memberships", lambda: on.becomes(row.member_id, "left"))


@case("a key whose maker is erased")
async def _(on: Stage) -> Held:
    row, _, _, script = await on.key()
    return Held(script, "/v1/memberships", lambda: on.becomes(row.member_id, "erased"))


@pytest.mark.rule("R24", "R33")
@pytest.mark.parametrize("sentence", CASES)
async def test_is_refused_at_the_next_request(
    api: Api, build: Build, clock: Clock, secretariat: AsyncClient, sentence: str
) -> None:
    held = await CASES[sentence](Stage(api, build, clock, secretariat))
    assert (await held.caller.get(held.path)).status_code == 200
    done = await held.end()
    assert done is None or done.status_code < 300, done.text
    assert (await held.caller.get(held.path)).status_code in REFUSED


async def test_who_is_named_again_finds_the_keys_they_were_shown(
    api: Api, build: Build, clock: Clock, secretariat: AsyncClient
) -> None:
    """Ending somebody's office ends what their keys may do; revoking a key is an act of its own."""
    on = Stage(api, build, clock, secretariat)
    row, caller, made, script = await on.key()
    where = f"/v1/organisations/{row.organisation_id}/focal-points"
    good(await caller.post(f"{where}/{row.id}/end", json={}))
    assert (await script.get("/v1/memberships")).status_code == 401
    good(await secretariat.post(where, json={"member_id": str(row.member_id)}), 201)
    assert (await script.get("/v1/memberships")).status_code == 200
    good(await secretariat.get(f"/v1/clients/{made['id']}"))
