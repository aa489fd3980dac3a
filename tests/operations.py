"""Every operation of the API, as its own document lists them: what is said of all of them is tested on all of them."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response

from api.rules.permissions import GRANTS, Permission, Role
from tests.cast import PEOPLE
from tests.harness import application

UNKNOWN = UUID("01900000-0000-7000-8000-000000000000")


@dataclass(frozen=True, slots=True)
class Described:
    """One operation; `address` is its path with ids of nothing in it."""

    method: str
    path: str
    address: str
    permission: Permission
    takes_json: bool
    query: tuple[str, ...]
    asks_again: bool

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def is_public(self) -> bool:
        return self.permission in GRANTS[Role.public]

    @property
    def is_conditional(self) -> bool:
        return self.method in {"patch", "put", "delete"}

    def granted_to(self, role: Role) -> bool:
        """With what comes with it: whoever leads a space, speaks for an organisation or is staff is a member too."""
        roles = {role, *([Role.person, Role.member] if role in PEOPLE - {Role.person} else [])}
        return any(self.permission in GRANTS[one] for one in roles)


def operations() -> list[Described]:
    found = []
    for path, item in application().openapi()["paths"].items():
        for method, told in item.items():
            if "x-permission" in told:
                content = told.get("requestBody", {}).get("content", {})
                parameters = [one for one in told.get("parameters", ()) if "in" in one]
                found.append(
                    Described(
                        method,
                        path,
                        _address(path, parameters),
                        Permission(told["x-permission"]),
                        "application/json" in content,
                        tuple(one["name"] for one in parameters if one["in"] == "query"),
                        told.get("x-confirmed", False),
                    )
                )
    return found


def _address(path: str, parameters: list[dict[str, Any]]) -> str:
    for one in parameters:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", _value(one["schema"]))
    return path


def _value(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        schema = application().openapi()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "enum" in schema:
        return str(schema["enum"][0])
    return "999" if schema.get("type") == "integer" else str(UNKNOWN)


Allowed = Callable[[Described], Awaitable[AsyncClient]]
"""`await allowed(operation)`: a caller who may do it, if to something of theirs only."""

ALL = operations()
LISTS = [one for one in ALL if "cursor" in one.query and "{" not in one.path]


def each(found: list[Described]) -> pytest.MarkDecorator:
    """A test for each of these operations."""
    return pytest.mark.parametrize("operation", found, ids=str)


def each_with(found: list[Described], name: str, variants: Iterable[Any]) -> pytest.MarkDecorator:
    """The first variant on each operation; the others on the first alone, for all take the same way in."""
    first, *others = variants
    cases = [*((one, first) for one in found), *((found[0], other) for other in others)]
    return pytest.mark.parametrize(("operation", name), cases, ids=str)


async def send(caller: AsyncClient, operation: Described, **options: Any) -> Response:
    headers = {**({"If-Match": "*"} if operation.is_conditional else {}), **options.pop("headers", {})}
    return await caller.request(operation.method, operation.address, headers=headers, **options)
