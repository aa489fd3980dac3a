"""Somebody for each kind of viewer, from the rows that make them so; and what they are asked about."""

from typing import Any

from httpx import AsyncClient

from api.models import Member
from api.rules.enums import SpaceType
from api.rules.field_classes import Viewer
from api.rules.permissions import Role
from tests.answers import good
from tests.cast import cast
from tests.factories import Build

CHOOSABLE = ("full_name", "country", "languages", "topics", "email", "affiliations")


async def names(client: AsyncClient, **asked: Any) -> set[str]:
    return {
        one["full_name"]
        for one in good(await client.get("/v1/members", params={"limit": 200, **asked}))["items"]
    }


async def person(build: Build, name: str = "Amina Yusuf", **columns: Any) -> Member:
    """Somebody of whom everything is held."""
    return await build.member(
        name,
        **{
            "given_name": "Amina",
            "family_name": "Yusuf",
            "email": f"{name.split(maxsplit=1)[0].casefold()}@example.org",
            "country": "SD",
            "languages": ["ar"],
            "topics": ["gender"],
            **columns,
        },
    )


class Stage:
    """One caller, and what they are to people: each kind of viewer from the rows that make it so."""

    def __init__(self, build: Build) -> None:
        self.build = build

    async def made(self, viewer: Viewer) -> Member:
        self.team = await self.build.space(SpaceType.task_team)
        self.body = await self.build.organisation()
        match viewer:
            case Viewer.leader:
                return await cast(self.build, Role.leader, self.team)
            case Viewer.organisation:
                return await cast(self.build, Role.focal_point, self.body)
            case Viewer.fellow:
                fellow = await self.build.member("Fellow")
                await self.build.seat(self.team, fellow)
                return fellow
            case Viewer.staff:
                return await cast(self.build, Role.staff)
            case _:
                return await self.build.member("Anybody")

    async def near(self, viewer: Viewer, someone: Member) -> None:
        if viewer in {Viewer.leader, Viewer.fellow}:
            await self.build.seat(self.team, someone)
        if viewer is Viewer.organisation:
            await self.build.affiliation(someone, self.body)


KINDS = [Viewer.staff, Viewer.leader, Viewer.organisation, Viewer.fellow, Viewer.network]


OTHERS = [kind for kind in KINDS if kind is not Viewer.staff]
