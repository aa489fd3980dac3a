"""The document: generated from the code, committed as openapi.yaml, and true.

What every operation shares (problems, keys, headers) is written in here once, after FastAPI has described the rest.
"""

from typing import Any

import yaml
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.errors import COOKIE
from api.rules.permissions import GRANTS, Permission, Role
from api.schemas.base import Problem

READ = (401, 403, 404, 422, 503)
WRITE = (400, *READ, 409, 413, 415, 429)
EDIT = (*WRITE, 412, 428)
PROBLEMS = {"get": READ, "post": WRITE, "patch": EDIT, "put": EDIT, "delete": EDIT}
NAMES = {
    400: "The body is not JSON",
    401: "Who are you",
    403: "You may not",
    404: "Absent, or not for you to know",
    409: "The state or the rules say no",
    412: "If-Match names an older version",
    413: "Too large",
    415: "Wrong media type",
    422: "Malformed",
    428: "If-Match is missing",
    429: "Too many; see Retry-After",
    503: "Busy; see Retry-After",
}
DESCRIPTION = """\
Who may join which INEE network space, as a person or for an organisation, through which door, and why.

Every refusal by a rule lists **all** its reasons under `findings`, each with the network's own sentence.
"""


def install(app: FastAPI) -> None:
    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # FastAPI's documented way


def as_yaml(app: FastAPI) -> str:
    text: str = yaml.safe_dump(app.openapi(), sort_keys=False, allow_unicode=True, width=120)
    return text


def _complete(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
    components = made.setdefault("components", {})
    components["securitySchemes"] = SECURITY
    schemas = components.setdefault("schemas", {})
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas.update(described.pop("$defs"))
    schemas["Problem"] = described
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["responses"] = {f"Problem{status}": _problem(status) for status in NAMES}
    components["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
    for path, item in made["paths"].items():
        for method, operation in item.items():
            if "x-permission" in operation:
                _share(path, method, operation)
    return made


SECURITY = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "inee_…",
        "description": "A script's: of one organisation, or of the secretariat, within its scopes.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "A person's, from POST /v1/sessions. A write by it needs an allowed `Origin` and `X-INEE-CSRF: 1`.",
    },
}
CLIENTS = (Role.organisation_client, Role.service_client)
CALLERS = {"key": CLIENTS, "session": tuple(set(Role) - {*CLIENTS, Role.public})}

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Kept 24 hours for this caller and path: the same body gives the same answer and one effect.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}


def _problem(status: int) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    made: dict[str, Any] = {
        "description": NAMES[status],
        "content": {"application/problem+json": {"schema": schema}},
    }
    if status in {429, 503}:
        made["headers"] = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return made


def _share(path: str, method: str, operation: dict[str, Any]) -> None:
    permission = Permission(operation["x-permission"])
    known: list[dict[str, list[str]]] = [
        {name: []} for name, roles in CALLERS.items() if any(permission in GRANTS[role] for role in roles)
    ]
    operation["security"] = [{}, *known] if permission in GRANTS[Role.public] else known
    statuses = PROBLEMS[method]
    for status in statuses:
        operation["responses"][str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    if "{" in path:
        moved = {
            "description": "The thing now has another address.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
        operation["responses"]["308"] = moved
    if method == "get":
        operation["responses"]["304"] = {"description": "Unchanged since the ETag in If-None-Match."}
    if method == "post":
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/IdempotencyKey"})
