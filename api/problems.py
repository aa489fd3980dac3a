"""Every failure as RFC 9457 `application/problem+json`, in the caller's language, without the rejected value."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from api import audit, errors, texts
from api.schemas.base import FieldProblem, Problem
from api.schemas.findings import read_all

log = structlog.get_logger()

# pydantic's type of error -> our code, and which of its context values the sentence names
FIELD_CODES: dict[str, tuple[str, dict[str, str]]] = {
    "missing": ("required", {}),
    "extra_forbidden": ("unknown_field", {}),
    "string_too_short": ("too_short", {"minimum": "min_length"}),
    "string_too_long": ("too_long", {"maximum": "max_length"}),
    "too_long": ("too_many", {"maximum": "max_length"}),
    "too_short": ("too_few", {"minimum": "min_length"}),
    "greater_than_equal": ("too_small", {"minimum": "ge"}),
    "greater_than": ("too_small", {"minimum": "gt"}),
    "less_than_equal": ("too_large", {"maximum": "le"}),
    "enum": ("not_in_list", {"expected": "expected"}),
    "literal_error": ("not_in_list", {"expected": "expected"}),
    "string_type": ("wrong_type", {}),
    "string_pattern_mismatch": ("not_a_slug", {}),
    "value_error": ("not_an_email", {}),
}
FIELD_FAMILIES = {
    "datetime": "not_an_instant",
    "date": "not_a_date",
    "uuid": "not_a_uuid",
    "url": "not_a_url",
}
PLACES = {"query": "?", "header": "@", "path": "path:"}


def install(app: FastAPI) -> None:
    app.add_exception_handler(errors.ApiError, _api_error)
    app.add_exception_handler(errors.Moved, _moved)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def problem(error: errors.ApiError) -> Problem:
    title, detail = texts.problem(error.code, error.params)
    return Problem(
        type=f"urn:inee:problem:{error.code}",
        title=title,
        status=error.status,
        detail=detail,
        instance=f"urn:uuid:{audit.request_id.get()}",
        code=error.code,
        findings=read_all(error.findings) or None,
        errors=[_field(wrong) for wrong in error.errors] or None,
    )


def _field(wrong: errors.FieldError) -> FieldProblem:
    return FieldProblem(pointer=wrong.pointer, code=wrong.code, detail=texts.field(wrong.code, wrong.params))


def answer(error: errors.ApiError) -> Response:
    body = problem(error).model_dump_json(exclude_none=True)
    headers = {
        **error.headers,
        "Content-Language": texts.language.get(),
        "Cache-Control": "no-store",
        "Vary": "Accept-Language",
    }
    return Response(body, error.status, headers, "application/problem+json")


async def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.ApiError)  # noqa: S101  (registered for this class)
    if error.status >= 500:
        log.error("request.failed", code=error.code, exc_info=error)
    return answer(error)


async def _moved(request: Request, error: Exception) -> Response:
    assert isinstance(error, errors.Moved)  # noqa: S101
    place = re.compile(rf"^(/v1/[a-z-]+)/{re.escape(error.former)}(?=/|$)")
    path = place.sub(rf"\1/{error.slug}", request.url.path)
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {"Cache-Control": "private, no-cache"}  # a slug may come back to where it was
    return RedirectResponse(path + query, 308, headers)


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("request.crashed", exc_info=error)
    response = answer(errors.Internal())
    response.headers["X-Request-Id"] = str(audit.request_id.get())  # sent from outside the middleware
    return response


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    if error.status_code == 405:
        return answer(errors.MethodNotAllowed(_allowed(request)))
    kinds = {400: errors.NotJson, 404: errors.NotFound}
    return answer(kinds.get(error.status_code, errors.Internal)())


def _allowed(request: Request) -> str:
    """All methods of the address; the framework's own answer names one route's only."""
    paths: Mapping[str, Mapping[str, Any]] = request.app.openapi()["paths"]
    methods = {
        method.upper()
        for path, item in paths.items()
        if compile_path(path)[0].match(request.url.path)
        for method in item
    }
    methods &= {"GET", "POST", "PATCH", "PUT", "DELETE"}
    return ", ".join(sorted(methods | ({"HEAD"} if "GET" in methods else set())))


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return answer(errors.NotJson())
    if any(
        one["loc"] == ("body",) and isinstance(one.get("input"), bytes) for one in found
    ):  # not said to be JSON
        return answer(errors.UnsupportedMediaType(accepted="application/json"))
    return answer(errors.Invalid(list(_fields(found))))


def _fields(found: Sequence[Mapping[str, Any]]) -> Iterable[errors.FieldError]:
    for one in found:
        place, *rest = one["loc"]
        sign = PLACES.get(str(place))
        pointer = (
            f"{sign}{'.'.join(map(str, rest))}" if sign else "".join(f"/{_escaped(part)}" for part in rest)
        )
        context = one.get("ctx", {})
        measured = (
            "string_" if context.get("field_type") == "Value" else ""
        )  # text whose length is asked after cleaning
        code, named = _code(f"{measured}{one['type']}")
        params = {name: _values(context.get(key, "")) for name, key in named.items()}
        yield errors.FieldError(pointer[:200], code, params)


def _values(told: Any) -> Any:
    """pydantic lists in English, and an enum's members as Python writes them: the values alone read in any language."""
    found = re.findall(r"'([^']*)'", told) if isinstance(told, str) else []
    return " · ".join(found) if found else told


def _escaped(part: Any) -> str:
    """RFC 6901."""
    return str(part).replace("~", "~0").replace("/", "~1")


def _code(kind: str) -> tuple[str, dict[str, str]]:
    if kind in FIELD_CODES:
        return FIELD_CODES[kind]
    if kind in texts.catalogue(texts.DEFAULT)["fields"]:  # our own checks raise our own codes
        return kind, {}
    family = next((code for start, code in FIELD_FAMILIES.items() if kind.startswith(start)), None)
    return family or ("wrong_type" if kind.endswith(("_type", "_parsing")) else "invalid_value"), {}
