"""Imports: a file becomes a preview with a verdict a row; its commit does exactly what the preview showed."""

import asyncio
import base64
import binascii
import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination, texts
from api.errors import Conflict, Forbidden, ImportIsStale, Invalid, NotFound
from api.models import ImportBatch, ImportRow
from api.rules.codes import Code
from api.rules.enums import ImportKind, ImportResult, ImportStatus
from api.rules.import_plan import Candidate, Trouble, Verdict, plan
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.imports import ImportFilter, ImportRead, ImportRowFilter, ImportRowRead, Progress
from api.services import import_known, import_reading, import_writing, lookup
from api.services.import_reading import COLUMNS, FileRow

SORTS = {"created_at": ImportBatch.created_at}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


def visible(actor: Actor) -> Select[Any]:
    """Imports are the secretariat's; no other role holds the permission yet."""
    return select(ImportBatch)


async def preview(
    session: AsyncSession, kind: ImportKind, content: bytes, file_name: str | None, *, by: Actor
) -> ImportRead:
    """Read the file and judge every row; no member is written. 422 `unreadable_file` for what is no table."""
    if not may(by, Permission.imports_write):
        raise Forbidden(permission=Permission.imports_write)
    sheet, candidates = await asyncio.to_thread(_read, content)
    verdicts = plan(candidates, await import_known.gather(session, candidates))
    counts = Counter(verdict.result for verdict in verdicts)
    batch = ImportBatch(
        kind=kind,
        status=ImportStatus.previewed,
        file_name=file_name,
        file_digest=sha256(content).digest(),
        columns=sheet.columns,
        unknown_columns=sheet.unknown,
        rows_read=len(verdicts),
        rows_done=len(verdicts),
        counts={result: counts[result] for result in ImportResult},
        plan_digest=_digest(verdicts),
        created_by=by.id,
    )
    session.add(batch)
    await session.flush()
    rows = [_row(batch.id, line, verdict) for line, verdict in zip(sheet.lines, verdicts, strict=True)]
    if rows:
        await (await session.connection()).execute(insert(ImportRow), rows)
    audit.record(session, by=by, action="import.previewed", subject=("import", batch.id))
    await session.flush()
    return _answer(batch)


def _read(content: bytes) -> tuple[import_reading.Sheet, list[Candidate]]:
    sheet = import_reading.read(content)
    return sheet, [import_reading.understand(line) for line in sheet.lines]


def _row(batch_id: UUID, line: FileRow, verdict: Verdict) -> dict[str, Any]:
    return {
        "batch_id": batch_id,
        "row": verdict.row,
        "result": verdict.result,
        "field": verdict.field,
        "code": verdict.code,
        "params": dict(verdict.params),
        "changed": list(verdict.changed),
        "member_id": verdict.member_id,
        "cells": dict(line.cells),
    }


def _digest(verdicts: Sequence[Verdict]) -> bytes:
    """Stands for exactly what the commit would do."""
    told = [
        (one.row, one.result, one.code, str(one.member_id), one.changed, str(sorted(one.values.items())))
        for one in verdicts
    ]
    return sha256(json.dumps(told, default=str).encode()).digest()


async def commit(session: AsyncSession, id_: UUID, *, by: Actor) -> ImportRead:
    """Write what the preview showed; refused as stale where the answer would now differ. A second commit changes nothing."""
    await find(session, id_, by=by)
    if not may(by, Permission.imports_write):
        raise Forbidden(permission=Permission.imports_write)
    batch = await lookup.lock(session, ImportBatch, id_)
    if batch.status is ImportStatus.committed:
        return _answer(batch)
    if batch.status is not ImportStatus.previewed:
        raise Conflict
    stored = (
        await session.execute(
            select(ImportRow.row, ImportRow.cells, ImportRow.field, ImportRow.code, ImportRow.params)
            .where(ImportRow.batch_id == id_)
            .order_by(ImportRow.row)
        )
    ).all()
    candidates = await asyncio.to_thread(_again, stored)
    verdicts = plan(candidates, await import_known.gather(session, candidates, hold=True))
    if _digest(verdicts) != batch.plan_digest:
        raise ImportIsStale
    try:
        await import_writing.write(session, id_, verdicts, by=by)
    except IntegrityError as error:  # somebody else wrote the same person in between
        raise ImportIsStale from error
    batch.status, batch.committed_at = ImportStatus.committed, clock.now()
    audit.record(session, by=by, action="import.committed", subject=("import", id_))
    await session.flush()
    return _answer(batch)


def _again(stored: Sequence[Any]) -> list[Candidate]:
    """The rows as they were read; what could not be read as a row at all still cannot."""
    unreadable = {"ragged_row", "too_long"}
    return [
        import_reading.understand(
            FileRow(row, cells, Trouble(field, code, params) if code in unreadable else None)
        )
        for row, cells, field, code, params in stored
    ]


async def list_(session: AsyncSession, query: ImportFilter, *, by: Actor) -> Page[ImportRead]:
    listing = pagination.resume("imports", query)
    statement = visible(by)
    if listing.query.status is not None:
        statement = statement.where(ImportBatch.status == listing.query.status)
    found = await pagination.fetch(session, listing, statement, sorts=SORTS, key=ImportBatch.id)
    items = [_answer(row[0]) for row in found.rows]
    return Page(items=items, next_cursor=found.next_cursor, total=found.total)


async def get(session: AsyncSession, id_: UUID, *, by: Actor) -> ImportRead:
    return _answer(await find(session, id_, by=by))


async def find(session: AsyncSession, id_: UUID, *, by: Actor) -> ImportBatch:
    found = (await session.execute(visible(by).where(ImportBatch.id == id_))).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found  # type: ignore[no-any-return]


def _answer(batch: ImportBatch) -> ImportRead:
    values = {column.key: getattr(batch, column.key) for column in ImportBatch.__table__.columns}
    return ImportRead.model_validate(
        {**values, "progress": Progress(done=batch.rows_done, total=batch.rows_read)}
    )


async def rows(session: AsyncSession, id_: UUID, query: ImportRowFilter, *, by: Actor) -> Page[ImportRowRead]:
    """The verdicts in the order of the file. The cursor is the last row's number."""
    await find(session, id_, by=by)
    after, result = _after(query)
    wanted = select(ImportRow).where(ImportRow.batch_id == id_, ImportRow.row > after)
    if result is not None:
        wanted = wanted.where(ImportRow.result == result)
    found = (await session.scalars(wanted.order_by(ImportRow.row).limit(query.limit + 1))).all()
    page = found[: query.limit]
    more = _cursor(page[-1].row, result) if len(found) > query.limit else None
    return Page(items=[_verdict(row) for row in page], next_cursor=more)


def _after(query: ImportRowFilter) -> tuple[int, ImportResult | None]:
    if query.cursor is None:
        return 0, query.result
    try:
        row, result = base64.urlsafe_b64decode(query.cursor + "==").decode().removeprefix("row:").split(":")
        began = ImportResult(result) if result else None
        if "result" in query.model_fields_set and query.result is not began:
            raise Invalid.at("?result", "cursor_mismatch")
        return int(row), began
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise Invalid.at("?cursor", "invalid_cursor") from None


def _cursor(row: int, result: ImportResult | None) -> str:
    return base64.urlsafe_b64encode(f"row:{row}:{result or ''}".encode()).decode().rstrip("=")


def _verdict(row: ImportRow) -> ImportRowRead:
    values = {column.key: getattr(row, column.key) for column in ImportRow.__table__.columns}
    return ImportRowRead.model_validate({**values, "detail": _detail(row.code, row.params)})


def _detail(code: str | None, params: Mapping[str, Any]) -> str | None:
    """A rule's code has its own sentence; every other one is about a cell."""
    if code is None:
        return None
    return texts.finding(code, params) if code in Code.__members__ else texts.field(code, params)


async def report(session: AsyncSession, id_: UUID, *, by: Actor) -> bytes:
    """The file's own columns with row, result, code and detail; no cell that a spreadsheet would run."""
    batch = await find(session, id_, by=by)
    stored = await session.scalars(select(ImportRow).where(ImportRow.batch_id == id_).order_by(ImportRow.row))
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    columns = [*batch.columns, *batch.unknown_columns]
    writer.writerow([*map(_inert, columns), "row", "result", "code", "detail"])
    for row in stored:
        cells = [_inert(str(row.cells.get(name, ""))) for name in columns]
        writer.writerow(
            [*cells, row.row, row.result, row.code or "", _inert(_detail(row.code, row.params) or "")]
        )
    return out.getvalue().encode()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def template() -> bytes:
    """The header of a list of members, with a BOM so that a spreadsheet shows every script."""
    return f"{BOM}{','.join(COLUMNS)}\r\n".encode()
