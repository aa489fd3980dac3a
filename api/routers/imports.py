from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api import uploads
from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.imports import ImportFilter, ImportQuery, ImportRead, ImportRowFilter, ImportRowRead
from api.services import imports

router = APIRouter(prefix="/imports", tags=["imports"], route_class=Operation)

CSV: dict[int | str, dict[str, Any]] = {
    200: {
        "content": {"text/csv": {"schema": {"type": "string"}}},
        "description": "A CSV in UTF-8 with a BOM.",
    }
}


def _as_csv(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("")
@needs(Permission.imports_read)
async def list_imports(query: Annotated[ImportFilter, Query()], session: Session, by: By) -> Page[ImportRead]:
    """Imports, the newest first."""
    return await imports.list_(session, query, by=by)


@router.post("", status_code=202, openapi_extra={"requestBody": uploads.DESCRIBED})
@needs(Permission.imports_write, body_limit=uploads.LIMIT)
async def preview_import(
    query: Annotated[ImportQuery, Query()], request: Request, session: Session, by: By
) -> ImportRead:
    """Send a list: a preview with a verdict a row. Nothing is written before its commit."""
    content, name = await uploads.read(request)
    return await imports.preview(session, query.kind, content, name, by=by)


@router.get("/template.csv", response_class=Response, responses=CSV)
@needs(Permission.imports_read)
async def get_import_template(query: Annotated[ImportQuery, Query()]) -> Any:
    """The columns of a list, as a file to fill in."""
    return _as_csv(imports.template(), f"{query.kind}.csv")


@router.get("/{import_id}")
@needs(Permission.imports_read)
async def get_import(import_id: UUID, session: Session, by: By) -> ImportRead:
    """One import with its counts; they add up to the rows read."""
    return await imports.get(session, import_id, by=by)


@router.get("/{import_id}/rows")
@needs(Permission.imports_read)
async def list_import_rows(
    import_id: UUID, query: Annotated[ImportRowFilter, Query()], session: Session, by: By
) -> Page[ImportRowRead]:
    """The verdict on each row, in the order of the file."""
    return await imports.rows(session, import_id, query, by=by)


@router.post("/{import_id}/commit", status_code=202)
@needs(Permission.imports_write)
async def commit_import(import_id: UUID, session: Session, by: By) -> ImportRead:
    """Do what the preview showed; 409 `import_is_stale` where it would now differ."""
    return await imports.commit(session, import_id, by=by)


@router.get("/{import_id}/report.csv", response_class=Response, responses=CSV)
@needs(Permission.imports_read, confirmed=True)
async def get_import_report(import_id: UUID, session: Session, by: By) -> Any:
    """The file's own columns with row, result, code and reason, safe to open in a spreadsheet."""
    return _as_csv(await imports.report(session, import_id, by=by), f"report-{import_id}.csv")
