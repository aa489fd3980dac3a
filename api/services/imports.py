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

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from api import audit, clock, pagination, texts
from api.errors import Conflict, Forbidden, ImportIsStale, Invalid, NotFound
from api.models import ImportBatch, ImportRow
from api.rules.codes import Code
from api.rules.enums import ImportKind, ImportResult, ImportStatus
from api.rules.import_facts import Candidate, Trouble, Verdict
from api.rules.import_plan import plan
from api.rules.permissions import Actor, Permission, may
from api.schemas.base import Page
from api.schemas.imports import ImportFilter, ImportRead, ImportRowFilter, ImportRowRead, Progress
from api.services import bulk, import_known, import_reading, import_understanding, import_writing, lookup
from api.services.import_reading import COLUMNS, FileRow, inert

SORTS = {"created_at": ImportBatch.created_at, "updated_at": ImportBatch.updated_at}
TOLD = ("row", "result", "code", "detail")  # the columns a report adds
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
    known = await import_known.gather(session, candidates)
    verdicts = await asyncio.to_thread(plan, candidates, known)
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
    await bulk.put(session, ImportRow, rows)
    audit.record(session, by=by, action="import.previewed", subject=("import", batch.id))
    await session.flush()
    return _answer(batch)


def _read(content: bytes) -> tuple[import_reading.Sheet, list[Candidate]]:
    sheet = import_reading.read(content)
    return sheet, [import_understanding.understand(line) for line in sheet.lines]


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
        "cells": {} if verdict.result is ImportResult.suppressed else dict(line.cells),
    }


def _digest(verdicts: Sequence[Verdict]) -> bytes:
    """Stands for exactly what the commit would write, and over what."""
    digest = sha256()
    for one in verdicts:
        seat = one.seat and (one.seat.space_id, one.seat.starts_on, one.seat.ends_on, one.seat.door)
        who = (one.row, one.result, one.field, one.code, one.member_id, one.changed)
        what = (one.status, one.consent, one.external_ref, one.organisation_id, one.job_title, seat)
        digest.update(repr((*who, *what, sorted(one.values.items()), sorted(one.before.items()))).encode())
    return digest.digest()


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
    known = await import_known.gather(session, candidates, hold=True)
    verdicts = await asyncio.to_thread(plan, candidates, known)
    if _digest(verdicts) != batch.plan_digest:
        raise ImportIsStale
    try:
        await import_writing.write(session, id_, verdicts, by=by)
    except IntegrityError as error:  # somebody else wrote the same person in between
        raise ImportIsStale from error
    await session.refresh(batch)  # ending seats makes the session forget what it had read
    batch.status, batch.committed_at = ImportStatus.committed, clock.now()
    audit.record(session, by=by, action="import.committed", subject=("import", id_))
    await session.flush()
    return _answer(batch)


def _again(stored: Sequence[Any]) -> list[Candidate]:
    """The rows as they were read; what could not be read as a row at all still cannot."""
    unreadable = {"ragged_row", "too_long", "suppressed"}  # of the suppressed nothing was kept
    return [
        import_understanding.understand(
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
    values = lookup.columns(batch)
    return ImportRead.model_validate(
        {**values, "progress": Progress(done=batch.rows_done, total=batch.rows_read)}
    )


async def rows(session: AsyncSession, id_: UUID, query: ImportRowFilter, *, by: Actor) -> Page[ImportRowRead]:
    """The verdicts in the order of the file. The cursor is the last row's number, with the filters it began with."""
    await find(session, id_, by=by)
    after, asked = _after(id_, query)
    wanted = select(ImportRow).where(ImportRow.batch_id == id_)
    if asked.result is not None:
        wanted = wanted.where(ImportRow.result == asked.result)
    if asked.refused is not None:
        wanted = wanted.where(ImportRow.code.is_not(None) if asked.refused else ImportRow.code.is_(None))
    total = await session.scalar(select(func.count()).select_from(wanted.subquery())) if query.total else None
    page = wanted.where(ImportRow.row > after).order_by(ImportRow.row).limit(query.limit + 1)
    found = (await session.scalars(page)).all()
    more = _cursor(id_, found[query.limit - 1].row, asked) if len(found) > query.limit else None
    return Page(items=[_verdict(row) for row in found[: query.limit]], next_cursor=more, total=total)


def _after(id_: UUID, query: ImportRowFilter) -> tuple[int, ImportRowFilter]:
    """After which row to go on, and with which filters. 422 for another list's cursor or another filter."""
    if query.cursor is None:
        return 0, query
    try:
        held = json.loads(base64.urlsafe_b64decode(query.cursor + "=="))
        began = ImportRowFilter.model_validate(held["q"])
        if held["of"] != str(id_) or not isinstance(held["row"], int) or not 0 < held["row"] < 2**31:
            raise ValueError
    except (binascii.Error, ValueError, KeyError, TypeError):
        raise Invalid.at("?cursor", "invalid_cursor") from None
    for field in query.model_fields_set & {"result", "refused"}:
        if getattr(query, field) != getattr(began, field):
            raise Invalid.at(f"?{field}", "cursor_mismatch")
    return held["row"], began


def _cursor(id_: UUID, row: int, asked: ImportRowFilter) -> str:
    filters = asked.model_dump(mode="json", include={"result", "refused"})
    held = json.dumps({"of": str(id_), "row": row, "q": filters})
    return base64.urlsafe_b64encode(held.encode()).decode().rstrip("=")


def _verdict(row: ImportRow) -> ImportRowRead:
    values = lookup.columns(row)
    return ImportRowRead.model_validate({**values, "detail": _detail(row.code, row.params)})


def _detail(code: str | None, params: Mapping[str, Any]) -> str | None:
    """A rule's code has its own sentence; every other one is about a cell."""
    if code is None:
        return None
    return texts.finding(code, params) if code in Code.__members__ else texts.field(code, params)


async def report(session: AsyncSession, id_: UUID, *, by: Actor) -> bytes:
    """The file's own columns with row, result, code and detail; no cell that a spreadsheet would run."""
    batch = await find(session, id_, by=by)
    audit.record(session, by=by, action="import.reported", subject=("import", id_))
    stored = await session.execute(
        select(ImportRow.cells, ImportRow.row, ImportRow.result, ImportRow.code, ImportRow.params)
        .where(ImportRow.batch_id == id_)
        .order_by(ImportRow.row)
    )
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out)
    columns = [
        name for name in batch.columns if name not in TOLD
    ]  # a report that was sent back has them already
    writer.writerow([*map(inert, columns), *TOLD])
    for cells, row, result, code, params in stored:
        told = (row, result, code or "", inert(_detail(code, params) or ""))
        writer.writerow([*(inert(cells.get(name, "")) for name in columns), *told])
    return out.getvalue().encode()


def template() -> bytes:
    """The header of a list of members, with a BOM so that a spreadsheet shows every script."""
    return f"{BOM}{','.join(COLUMNS)}\r\n".encode()
