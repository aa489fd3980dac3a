"""Imported files: what was sent, and a verdict for each of its rows."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Versioned, one_of
from api.rules.enums import ImportKind, ImportResult, ImportStatus


class ImportBatch(Versioned, Base):
    """One file. `plan_digest` is what commit compares, so that nobody commits what they did not see."""

    __tablename__ = "import_batches"

    kind: Mapped[ImportKind] = mapped_column(one_of(ImportKind, "kind"))
    status: Mapped[ImportStatus] = mapped_column(one_of(ImportStatus, "status"))
    file_name: Mapped[str | None]
    file_digest: Mapped[bytes]
    columns: Mapped[list[str]]
    unknown_columns: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    rows_read: Mapped[int]
    rows_done: Mapped[int] = mapped_column(default=0)
    counts: Mapped[dict[str, Any]]
    plan_digest: Mapped[bytes]
    created_by: Mapped[uuid.UUID]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="import_batches_organisation_known")
    )
    committed_at: Mapped[datetime | None]


class ImportRow(Base):
    """One row of the file under the file's own row number. `cells` is what was sent, kept seven days."""

    __tablename__ = "import_rows"

    batch_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("import_batches.id", name="import_rows_batch_known"), primary_key=True
    )
    row: Mapped[int] = mapped_column(primary_key=True)
    result: Mapped[ImportResult] = mapped_column(one_of(ImportResult, "result"))
    field: Mapped[str | None]
    code: Mapped[str | None]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    changed: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    member_id: Mapped[uuid.UUID | None]
    cells: Mapped[dict[str, Any]]

    __table_args__ = (Index("import_rows_result_idx", "batch_id", "result", "row"),)
