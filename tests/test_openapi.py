"""openapi.yaml: generated from the code, committed, valid, and true."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from api import openapi
from api.operation import Operation
from api.rules.permissions import GRANTS, Permission, Role
from tests.harness import application

COMMITTED = Path(__file__).resolve().parents[1] / "openapi.yaml"
OUTSIDE = {"/livez", "/readyz"}
NAMES = {"get", "post", "patch", "put", "delete"}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return application().openapi()


CLIENTS = (Role.organisation_client, Role.service_client)


def described(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, told) for path, item in document["paths"].items() for method, told in item.items()]


def test_the_committed_document_is_what_the_code_says() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == openapi.as_yaml(application()), (
        "run `make openapi` and commit it"
    )


def test_the_committed_document_reads_back_as_it_was(document: dict[str, Any]) -> None:
    assert yaml.safe_load(COMMITTED.read_text(encoding="utf-8")) == document


def test_it_is_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert [error.message for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_operation_names_its_permission(document: dict[str, Any]) -> None:
    unguarded = {path for path, _, told in described(document) if "x-permission" not in told}
    assert unguarded == OUTSIDE
    assert {told["x-permission"] for _, _, told in described(document) if "x-permission" in told} <= set(
        Permission
    )


def test_every_route_is_in_it(document: dict[str, Any]) -> None:
    """A route left out of the document would be left out of every test of all operations."""
    hidden = [route for route in walked(application().router) if not route.include_in_schema]
    assert hidden == []


def walked(router: Any) -> list[Operation]:
    found = []
    for route in router.routes:
        if isinstance(route, Operation):
            found.append(route)
        elif hasattr(route, "routes"):
            found += walked(route)
    return found


def test_every_operation_has_a_name_of_its_own_and_a_sentence(document: dict[str, Any]) -> None:
    ids = [told["operationId"] for _, _, told in described(document)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", id_) for id_ in ids), ids
    assert [path for path, _, told in described(document) if not told.get("description")] == []


def test_every_operation_says_who_may_call_it(document: dict[str, Any]) -> None:
    for path, method, told in described(document):
        if path not in OUTSIDE:
            public = Permission(told["x-permission"]) in GRANTS[Role.public]
            assert ({} in told["security"]) == public, (path, method)
            by_key = any(Permission(told["x-permission"]) in GRANTS[role] for role in CLIENTS)
            assert ({"key": []} in told["security"]) == by_key, (path, method)
            assert {"session": []} in told["security"], (path, method)


def test_every_problem_has_its_place(document: dict[str, Any]) -> None:
    for path, method, told in described(document):
        if path in OUTSIDE:
            continue
        expected = {str(status) for status in openapi.PROBLEMS[method]}
        assert expected <= set(told["responses"]), (path, method)
        for status in expected:
            assert told["responses"][status] == {"$ref": f"#/components/responses/Problem{status}"}


def test_every_post_takes_a_key_and_every_edit_what_was_read(document: dict[str, Any]) -> None:
    for path, method, told in described(document):
        parameters = told.get("parameters", [])
        keyed = {"$ref": "#/components/parameters/IdempotencyKey"} in parameters
        assert keyed == (method == "post" and path.startswith("/v1")), (path, method)
        matched = any(one.get("name", "").lower() == "if-match" and one["required"] for one in parameters)
        assert matched == (method in {"patch", "put", "delete"}), (path, method)


def test_every_field_is_written_one_way(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert re.fullmatch(r"[a-z]+(_[a-z]+)*", field), f"{name}.{field}"


def test_what_is_sent_is_strict(document: dict[str, Any]) -> None:
    sent = {
        told["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
        for _, _, told in described(document)
        if "application/json" in told.get("requestBody", {}).get("content", {})
    }
    schemas = document["components"]["schemas"]
    assert [name for name in sorted(sent) if schemas[name].get("additionalProperties") is not False] == []


def test_every_reference_leads_somewhere_and_nothing_is_unused(document: dict[str, Any]) -> None:
    written = yaml.safe_dump(document)
    for kind in ("schemas", "responses", "parameters"):
        used = set(re.findall(rf"#/components/{kind}/(\w+)", written))
        assert used == set(document["components"][kind]), kind
