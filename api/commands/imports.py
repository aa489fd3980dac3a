"""`inee import`: lists into the network. A preview first, always; `--commit` does what it showed."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from api import texts
from api.commands import base, databases
from api.errors import ApiError
from api.rules.enums import ImportKind, ImportResult, ImportStatus
from api.schemas.imports import ImportRead, ImportRowFilter, ImportRowRead
from api.services import imports

app = typer.Typer(help="Bring lists into the network: preview first, then commit.", no_args_is_help=True)
REFUSED = (ImportResult.error, ImportResult.conflict, ImportResult.duplicate_in_file, ImportResult.suppressed)
CLEAN, ROWS_REFUSED = 0, 2


@app.callback()
def group() -> None:
    """Bring lists into the network: preview first, then commit."""


@app.command()
def members(
    file: Annotated[Path, typer.Argument(help="A CSV in UTF-8.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Keep nothing, not even the preview.")] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help="Write the good rows; refused ones stay out.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the import and its refused rows.")] = False,
) -> None:
    """A list of members. Exit code 0: every row is in order; 2: rows were refused; 1: nothing was done."""
    if dry_run and commit:
        raise base.CommandError("Choose one of --dry-run and --commit.")
    given = base.settings()
    with base.database(given):
        databases.check_ready(given)
        content = file.read_bytes()
        try:
            done, refused = base.in_transaction(
                given.database_url,
                lambda session: _run(session, content, file.name, commit=commit),
                keep=not dry_run,
            )
        except ApiError as error:
            raise base.CommandError(texts.problem(error.code, error.params)[1]) from error
    _tell(done, refused, as_json)
    raise typer.Exit(ROWS_REFUSED if refused else CLEAN)


async def _run(
    session: AsyncSession, content: bytes, name: str, *, commit: bool
) -> tuple[ImportRead, list[ImportRowRead]]:
    done = await imports.preview(session, ImportKind.members, content, name, by=base.OPERATOR)
    refused: list[ImportRowRead] = []
    for result in REFUSED:
        query = ImportRowFilter(result=result, limit=200)
        while True:
            page = await imports.rows(session, done.id, query, by=base.OPERATOR)
            refused += page.items
            if page.next_cursor is None:
                break
            query = ImportRowFilter(cursor=page.next_cursor, limit=200)
    if commit:
        done = await imports.commit(session, done.id, by=base.OPERATOR)
    return done, sorted(refused, key=lambda row: row.row)


def _tell(done: ImportRead, refused: list[ImportRowRead], as_json: bool) -> None:
    if as_json:
        told: dict[str, Any] = {
            **done.model_dump(mode="json"),
            "refused": [row.model_dump(mode="json") for row in refused],
        }
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    counts = ", ".join(f"{count} {result}" for result, count in done.counts.items() if count)
    state = "Committed" if done.status is ImportStatus.committed else "Preview, no member written"
    typer.echo(f"{state}: {done.rows_read} rows read: {counts or 'none'}. Import {done.id}.")
    if done.unknown_columns:
        typer.echo(f"Not known here, not read: {', '.join(done.unknown_columns)}.")
    if refused:
        table = Table("row", "result", "field", "why")
        for row in refused[:50]:
            table.add_row(str(row.row), row.result, row.field or "", row.detail or row.code or "")
        Console(stderr=True).print(table)
        if len(refused) > 50:
            typer.echo(f"… and {len(refused) - 50} more; GET {done.problems_url} lists them.", err=True)
