"""A matrix that cannot fail proves nothing: eight faults, planted in routes, policy and services, are each found."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from api.models import Application, Client, Member, Membership
from api.operation import Operation
from api.routers import imports
from api.rules.permissions import GRANTS, Permission, Reach, Role
from api.services import applications, clients, deciders, members, memberships, organisations
from tests.api import matrix
from tests.factories import Build
from tests.harness import Api

Patch = pytest.MonkeyPatch


def route(name: str) -> Operation:
    """The template's own route object, which the application serves."""
    (found,) = [one for one in imports.router.routes if isinstance(one, Operation) and one.name == name]
    return found


def granted(patch: Patch, role: Role, permission: Permission, reach: Reach) -> None:
    patch.setitem(GRANTS, role, {**GRANTS[role], permission: reach})


def a_route_asks_for_the_wrong_permission(patch: Patch) -> None:
    named = route("get_import_template")
    patch.setattr(named, "needs", replace(named.needs, permission=Permission.rules_read))


def everybody_sees_every_seat(patch: Patch) -> None:
    patch.setattr(memberships, "visible", lambda _actor: select(Membership))


def everybody_sees_every_application(patch: Patch) -> None:
    patch.setattr(applications, "visible", lambda _actor: select(Application))


def everybody_sees_every_person(patch: Patch) -> None:
    patch.setattr(members, "visible", lambda _actor: select(Member))


def everybody_sees_every_script(patch: Patch) -> None:
    patch.setattr(clients, "visible", lambda _actor: select(Client))


def an_organisations_reach_is_any(patch: Patch) -> None:
    granted(patch, Role.organisation_client, Permission.organisations_write, Reach.any)


def a_leader_decides_for_every_space(patch: Patch) -> None:
    patch.setattr(applications, "visible", lambda _actor: select(Application))
    patch.setattr(deciders, "may", lambda *_args, **_options: True)


def a_service_forgets_to_ask(patch: Patch) -> None:
    patch.setattr(organisations, "may", lambda *_args, **_options: True)


FAULTS: dict[Callable[[Patch], None], Role] = {
    a_route_asks_for_the_wrong_permission: Role.public,
    everybody_sees_every_seat: Role.person,
    everybody_sees_every_application: Role.focal_point,
    everybody_sees_every_person: Role.organisation_client,
    everybody_sees_every_script: Role.focal_point,
    an_organisations_reach_is_any: Role.organisation_client,
    a_leader_decides_for_every_space: Role.leader,
    a_service_forgets_to_ask: Role.focal_point,
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: str(fault.__name__))
async def test_a_planted_fault_is_found(
    api: Api,
    build: Build,
    connection: AsyncConnection,
    monkeypatch: Patch,
    fault: Callable[[Patch], None],
) -> None:
    role, api.crashes = FAULTS[fault], False  # what breaks behind a fault has let somebody in
    fault(monkeypatch)
    found = await matrix.asserted(api, build, connection, role)
    written = matrix.written()
    assert [cell for cell, allowed in found.items() if written[cell] != allowed]


def test_a_route_without_a_permission_stops_the_start() -> None:
    router = APIRouter(route_class=Operation)

    async def forgotten() -> None:
        """Nobody said who may."""

    with pytest.raises(TypeError, match="names no permission"):
        router.get("/forgotten")(forgotten)
