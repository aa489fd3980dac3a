"""Keys of scripts over HTTP: made by whoever may, shown once, rotated in pairs, revoked for good."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient
from sqlalchemy import select

from api.models import AuditEvent, Client, ClientKey, FocalPoint, Organisation
from api.rules.permissions import GRANTS, Permission, Role
from tests.answers import good, malformed, problem
from tests.cast import speaks_for
from tests.conftest import Clock
from tests.days import NOW, TODAY
from tests.factories import Build
from tests.harness import Api
from tests.operations import UNKNOWN
from tests.steps import as_unknown, every_page, told

Caller = Callable[..., Awaitable[AsyncClient]]
WHERE = "/v1/clients"


def script(organisation: Organisation | None = None, **form: Any) -> dict[str, Any]:
    of = {"organisation_id": str(organisation.id)} if organisation else {}
    return {"name": "Nightly sync", "scopes": ["all"], **of, **form}


async def made(caller: AsyncClient, organisation: Organisation | None = None, **form: Any) -> Any:
    return good(await caller.post(WHERE, json=script(organisation, **form)), 201)


async def works(api: Api, key: str) -> int:
    return (await (await api.caller(key)).get("/v1/organisations")).status_code


async def serve_no_more(build: Build, organisation: Organisation) -> None:
    """Every focal point of the organisation ends today."""
    for row in await build.session.scalars(
        select(FocalPoint).where(FocalPoint.organisation_id == organisation.id)
    ):
        row.ends_on = TODAY
    await build.session.flush()


class TestMaking:
    async def test_a_focal_point_makes_a_key_of_their_organisation_and_it_is_shown_once(
        self, api: Api, as_person: Caller, build: Build
    ) -> None:
        organisation, person = await build.organisation(), await build.member()
        await speaks_for(build, person, organisation)
        caller = await as_person(person)
        answer = await caller.post(WHERE, json=script(organisation, expires_in_days=30))
        body = good(answer, 201)
        assert answer.headers["Location"] == f"{WHERE}/{body['id']}"
        key = body.pop("key")
        me = good(await (await api.caller(key)).get("/v1/me"))
        assert [role["organisation_id"] for role in me["roles"]] == [str(organisation.id)]
        read = good(await caller.get(f"{WHERE}/{body['id']}"))
        (one,) = read["keys"]
        assert one["last_used_at"] is not None
        assert (one["prefix"], one["expires_at"][:16]) == (key.split("_")[1], "2026-06-03T10:00")
        assert {**read, "keys": [{**one, "last_used_at": None}]} == body
        assert read["made_by"] == one["made_by"] == str(person.id)
        assert key not in (await caller.get(WHERE)).text
        assert await told(build.session, body["id"]) == ["client.created"]

    async def test_a_key_lasts_twelve_months_at_most(
        self, api: Api, as_role: Caller, build: Build, clock: Clock
    ) -> None:
        organisation = await build.organisation()
        caller = await as_role("focal_point", organisation)
        for days in (0, 366, -1):
            answer = await caller.post(WHERE, json=script(organisation, expires_in_days=days))
            assert set(malformed(answer)) == {"/expires_in_days"}
        key = (await made(caller, organisation))["key"]
        for after, status in ((timedelta(days=364, hours=23), 200), (timedelta(days=365, hours=1), 401)):
            clock.set(NOW + after)
            assert await works(api, key) == status

    async def test_a_focal_point_makes_none_of_another_organisation_and_none_of_the_secretariat(
        self, as_role: Caller, build: Build
    ) -> None:
        own, other = await build.organisation(), await build.organisation()
        caller = await as_role("focal_point", own)
        for form in (script(other), script(), script() | {"organisation_id": str(uuid4())}):
            assert problem(await caller.post(WHERE, json=form)) == (403, "forbidden")

    async def test_staff_make_organisations_keys_and_only_admins_the_secretariats(
        self, api: Api, as_role: Caller, build: Build
    ) -> None:
        organisation = await build.organisation()
        staff, admin = await as_role("staff"), await as_role("admin")
        for caller in (staff, admin):
            body = await made(caller, organisation)
            assert (body["made_by"], body["keys"][0]["made_by"]) == (None, None)
            assert await works(api, body["key"]) == 200
        assert problem(await staff.post(WHERE, json=script())) == (403, "forbidden")
        key = (await made(admin))["key"]
        me = good(await (await api.caller(key)).get("/v1/me"))
        assert [role["role"] for role in me["roles"]] == ["service_client"]

    async def test_nobody_else_makes_keys_not_even_a_key(
        self, public: AsyncClient, secretariat: AsyncClient, as_role: Caller, build: Build
    ) -> None:
        organisation = await build.organisation()
        form = script(organisation)
        assert problem(await public.post(WHERE, json=form)) == (401, "unauthenticated")
        for caller in (
            secretariat,
            await as_role("organisation_client", organisation),
            await as_role("member"),
        ):
            assert problem(await caller.post(WHERE, json=form)) == (403, "forbidden")

    async def test_an_unknown_organisation_has_no_script(self, as_role: Caller) -> None:
        form = script() | {"organisation_id": str(uuid4())}
        answer = await (await as_role("staff")).post(WHERE, json=form)
        assert malformed(answer) == {"/organisation_id": "unknown_reference"}

    async def test_a_retry_shows_no_secret_again(self, as_role: Caller, build: Build) -> None:
        organisation = await build.organisation()
        caller = await as_role("focal_point", organisation)
        sent = [
            await caller.post(WHERE, json=script(organisation), headers={"Idempotency-Key": "once"})
            for _ in range(2)
        ]
        good(sent[0], 201)
        assert problem(sent[1]) == (409, "already_created")
        assert len(good(await caller.get(WHERE))["items"]) == 1

    @pytest.mark.parametrize("path", [WHERE, f"{WHERE}/{UNKNOWN}/keys"])
    async def test_who_signed_in_a_while_ago_proves_it_first(
        self, as_role: Caller, clock: Clock, path: str
    ) -> None:
        caller = await as_role("staff")
        clock.set(NOW + timedelta(minutes=11))
        assert problem(await caller.post(path, json={})) == (403, "confirmation_required")


class TestScopes:
    @pytest.mark.parametrize("scope", sorted(set(Permission) - set(GRANTS[Role.organisation_client])))
    async def test_an_organisations_key_never_gets_what_such_a_key_cannot_have(
        self, as_role: Caller, build: Build, scope: str
    ) -> None:
        organisation = await build.organisation()
        for role in ("focal_point", "admin"):
            caller = await as_role(role, organisation)
            answer = await caller.post(WHERE, json=script(organisation, scopes=["spaces:read", scope]))
            assert malformed(answer) == {"/scopes/1": "not_grantable"}

    @pytest.mark.parametrize("scope", sorted(set(Permission) - set(GRANTS[Role.service_client])))
    async def test_nor_does_one_of_the_secretariat(self, as_role: Caller, scope: str) -> None:
        answer = await (await as_role("admin")).post(WHERE, json=script(scopes=[scope]))
        assert malformed(answer) == {"/scopes/0": "not_grantable"}

    @pytest.mark.parametrize("scopes", [["everything"], [""], ["spaces:read", "spaces:sell"]])
    async def test_a_scope_is_one_that_is_known(
        self, as_role: Caller, build: Build, scopes: list[str]
    ) -> None:
        organisation = await build.organisation()
        answer = await (await as_role("staff")).post(WHERE, json=script(organisation, scopes=scopes))
        assert malformed(answer) == {f"/scopes/{len(scopes) - 1}": "not_grantable"}

    async def test_a_script_has_at_least_one(self, as_role: Caller, build: Build) -> None:
        answer = await (await as_role("staff")).post(
            WHERE, json=script(await build.organisation(), scopes=[])
        )
        assert malformed(answer) == {"/scopes": "too_few"}

    async def test_a_key_does_what_its_scopes_say_and_no_more(
        self, api: Api, as_role: Caller, build: Build
    ) -> None:
        organisation = await build.organisation()
        caller = await as_role("focal_point", organisation)
        key = (await made(caller, organisation, scopes=["memberships:read"]))["key"]
        machine = await api.caller(key)
        good(await machine.get("/v1/memberships"))
        assert problem(await machine.get("/v1/applications")) == (403, "forbidden")


class TestReading:
    async def test_each_sees_what_is_theirs_to_see(
        self, as_role: Caller, secretariat: AsyncClient, build: Build
    ) -> None:
        one, two = await build.organisation(), await build.organisation()
        admin = await as_role("admin")
        ids = [(await made(admin, of))["id"] for of in (one, two, None)]
        before = {str(id_) for id_ in await build.session.scalars(select(Client.id))} - set(ids)
        callers = {
            "focal_point": (await as_role("focal_point", one), ids[:1]),
            "staff": (await as_role("staff"), ids[:2]),
            "service_client": (secretariat, ids[:2]),
            "admin": (admin, [*sorted(before), *ids]),
        }
        for caller, seen in callers.values():
            assert await every_page(caller, WHERE, limit=1) == seen
            for id_ in ids:
                assert (await caller.get(f"{WHERE}/{id_}")).status_code == (200 if id_ in seen else 404)
        assert await every_page(admin, WHERE, organisation_id=str(two.id)) == [ids[1]]
        assert await every_page(callers["focal_point"][0], WHERE, organisation_id=str(two.id)) == []

    async def test_anothers_is_as_unknown_whatever_one_asks(self, as_role: Caller, build: Build) -> None:
        admin = await as_role("admin")
        hidden = await made(admin, await build.organisation())
        own = await as_role("focal_point", await build.organisation())
        key = hidden["keys"][0]["id"]
        for path in ("/{}", "/{}/keys", "/{}/revocation", f"/{{}}/keys/{key}/revocation"):
            method = "GET" if path == "/{}" else "POST"
            theirs, nobodys = [
                await own.request(method, WHERE + path.format(id_), json={} if path == "/{}/keys" else None)
                for id_ in (hidden["id"], uuid4())
            ]
            assert as_unknown(theirs, nobodys)

    async def test_nobody_else_reads_them(self, public: AsyncClient, as_role: Caller, build: Build) -> None:
        assert problem(await public.get(WHERE)) == (401, "unauthenticated")
        for caller in (
            await as_role("organisation_client", await build.organisation()),
            await as_role("member"),
        ):
            assert problem(await caller.get(WHERE)) == (403, "forbidden")

    async def test_a_longer_list_takes_no_more_queries(
        self, as_role: Caller, build: Build, queries: Any
    ) -> None:
        staff, organisation = await as_role("staff"), await build.organisation()
        counts = []
        for _ in range(2):
            for _ in range(3):
                await made(staff, organisation)
            with queries() as seen:
                good(await staff.get(WHERE))
            counts.append(len(seen))
        assert counts[0] == counts[1]


class TestRotation:
    async def test_two_keys_are_live_while_one_changes_over_and_no_third(
        self, api: Api, as_role: Caller, build: Build
    ) -> None:
        organisation = await build.organisation()
        caller = await as_role("focal_point", organisation)
        first = await made(caller, organisation)
        keys = f"{WHERE}/{first['id']}/keys"
        second = good(await caller.post(keys, json={"expires_in_days": 10}), 201)
        assert [one["prefix"] for one in second["keys"]] == [
            second["key"].split("_")[1],
            first["key"].split("_")[1],
        ]
        assert [await works(api, body["key"]) for body in (first, second)] == [200, 200]
        assert problem(await caller.post(keys, json={})) == (409, "two_keys_live")
        good(await caller.post(f"{keys}/{first['keys'][0]['id']}/revocation"))
        assert [await works(api, body["key"]) for body in (first, second)] == [401, 200]
        third = good(await caller.post(keys, json={}), 201)
        assert [one["revoked_at"] is None for one in third["keys"]] == [True, True, False]
        actions = ["client.created", "client.key_made", "client.key_revoked", "client.key_made"]
        assert await told(build.session, first["id"]) == actions

    async def test_a_key_that_has_expired_makes_room(
        self, as_role: Caller, build: Build, clock: Clock
    ) -> None:
        organisation = await build.organisation()
        staff = await as_role("staff")
        id_ = (await made(staff, organisation, expires_in_days=1))["id"]
        good(await staff.post(f"{WHERE}/{id_}/keys", json={}), 201)
        clock.set(NOW + timedelta(days=1, hours=1))
        again = await as_role("staff")
        good(await again.post(f"{WHERE}/{id_}/keys", json={}), 201)

    async def test_a_revoked_script_gets_no_key(self, as_role: Caller, build: Build) -> None:
        staff = await as_role("staff")
        id_ = (await made(staff, await build.organisation()))["id"]
        good(await staff.post(f"{WHERE}/{id_}/revocation"))
        assert problem(await staff.post(f"{WHERE}/{id_}/keys", json={})) == (409, "conflict")

    @pytest.mark.parametrize("adopter", ["focal_point", "staff"])
    async def test_what_a_former_focal_point_was_shown_is_dead_and_whoever_rotates_looks_after_the_script(
        self, api: Api, as_role: Caller, build: Build, adopter: str
    ) -> None:
        organisation = await build.organisation()
        first = await made(await as_role("focal_point", organisation), organisation)
        await serve_no_more(build, organisation)
        assert await works(api, first["key"]) == 401
        caller = await as_role(adopter, organisation if adopter == "focal_point" else None)
        second = good(await caller.post(f"{WHERE}/{first['id']}/keys", json={}), 201)
        assert (second["made_by"] is None) == (adopter == "staff")
        assert second["made_by"] != first["made_by"]
        assert [one["made_by"] for one in second["keys"]] == [second["made_by"], first["made_by"]]
        assert [await works(api, body["key"]) for body in (first, second)] == [401, 200]
        await serve_no_more(build, organisation)
        assert await works(api, second["key"]) == (401 if adopter == "focal_point" else 200)

    async def test_a_key_outlives_a_colleague_who_leaves_but_not_its_maker(
        self, api: Api, as_person: Caller, build: Build
    ) -> None:
        """Each key stands for who was shown it, whoever looks after the script."""
        organisation = await build.organisation()
        people = [await build.member() for _ in range(2)]
        terms = [await speaks_for(build, person, organisation) for person in people]
        first = await made(await as_person(people[0]), organisation)
        second = good(await (await as_person(people[1])).post(f"{WHERE}/{first['id']}/keys", json={}), 201)
        terms[0].ends_on = TODAY
        await build.session.flush()
        assert [await works(api, body["key"]) for body in (first, second)] == [401, 200]

    async def test_of_two_that_rotate_at_once_one_does(self, committed_db: Api) -> None:
        async with committed_db.building() as build:
            organisation = await build.organisation()
        staff = await committed_db.as_role("staff")
        path = f"{WHERE}/{(await made(staff, organisation))['id']}/keys"
        answers = await asyncio.gather(*(staff.post(path, json={}) for _ in range(3)))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409]


class TestRevoking:
    @pytest.mark.parametrize("what", ["client", "key"])
    async def test_it_is_final_said_once_and_asked_again_changes_nothing(
        self, api: Api, as_role: Caller, build: Build, what: str
    ) -> None:
        organisation = await build.organisation()
        caller = await as_role("focal_point", organisation)
        body = await made(caller, organisation)
        path = f"{WHERE}/{body['id']}" + (f"/keys/{body['keys'][0]['id']}" if what == "key" else "")
        first, again = [good(await caller.post(f"{path}/revocation")) for _ in range(2)]
        assert first == again
        assert (first if what == "client" else first["keys"][0])["revoked_at"] is not None
        assert await works(api, body["key"]) == 401
        action = "client.revoked" if what == "client" else "client.key_revoked"
        assert await told(build.session, body["id"]) == ["client.created", action]

    async def test_staff_revoke_what_a_focal_point_made(
        self, api: Api, as_role: Caller, build: Build
    ) -> None:
        organisation = await build.organisation()
        body = await made(await as_role("focal_point", organisation), organisation)
        staff = await as_role("staff")
        good(await staff.post(f"{WHERE}/{body['id']}/revocation"))
        assert await works(api, body["key"]) == 401
        who = select(AuditEvent.actor_id).where(AuditEvent.action.in_(["client.created", "client.revoked"]))
        maker, revoker = (
            await build.session.scalars(who.where(AuditEvent.subject_id == UUID(body["id"])))
        ).all()
        assert str(maker) == body["made_by"]
        assert revoker not in {None, maker}

    async def test_a_key_of_another_script_is_not_found(self, as_role: Caller, build: Build) -> None:
        staff, organisation = await as_role("staff"), await build.organisation()
        one, two = [await made(staff, organisation) for _ in range(2)]
        path = f"{WHERE}/{one['id']}/keys/{two['keys'][0]['id']}/revocation"
        assert problem(await staff.post(path)) == (404, "not_found")

    async def test_only_a_hash_is_kept(self, as_role: Caller, build: Build) -> None:
        body = await made(await as_role("staff"), await build.organisation())
        kept = (await build.session.scalars(select(ClientKey))).all()
        assert all(body["key"].encode() not in one.key_hash and len(one.key_hash) == 32 for one in kept)
