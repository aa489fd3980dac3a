"""Every operation of the API, as its own document lists them: what is said of all of them is tested on all of them."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from api.rules.permissions import GRANTS, Permission, Role
from tests.harness import application

UNKNOWN = UUID("01900000-0000-7000-8000-000000000000")
KEPT_HEADERS = {"patch": "If-Match", "put": "If-Match", "delete": "If-Match"}


@dataclass(frozen=True, slots=True)
class Described:
    """One operation; `address` is its path with ids of nothing in it."""

    method: str
    path: str
    address: str
    permission: Permission
    takes_json: bool
    query: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"

    @property
    def is_public(self) -> bool:
        return self.permission in GRANTS[Role.public]

    @property
    def is_conditional(self) -> bool:
        return self.method in {"patch", "put", "delete"}

    def granted_to(self, role: Role) -> bool:
        return self.permission in GRANTS[role]


@cache
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
