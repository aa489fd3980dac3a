"""A file in a request: the one part `file` of a form, or the body itself as text/csv."""

from typing import Any

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.errors import Invalid, UnsupportedMediaType

LIMIT = 10_000_000  # bytes
FILE = {"type": "string", "contentMediaType": "application/octet-stream"}
DESCRIBED: dict[str, Any] = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {"type": "object", "required": ["file"], "properties": {"file": FILE}}
        },
        "text/csv": {"schema": {"type": "string"}},
    },
}


async def read(request: Request) -> tuple[bytes, str | None]:
    """The file's bytes and its name, as far as it has one. 415 for another kind of body, 422 for a form without a file."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "text/csv":
        return await request.body(), None
    if kind != "multipart/form-data":
        raise UnsupportedMediaType(accepted="multipart/form-data, text/csv")
    try:
        async with request.form(max_files=1, max_fields=4) as form:
            sent = form.get("file")
            if not isinstance(sent, UploadFile):
                raise Invalid.at("/file", "required")
            return await sent.read(), sent.filename[:200] if sent.filename else None
    except HTTPException as error:
        raise Invalid.at("/file", "invalid_value") from error
