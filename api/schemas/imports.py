"""Imports as they are asked for and answered."""

from datetime import datetime
from typing import Any, ClassVar, Literal
from uuid import UUID

from pydantic import BaseModel, Field, computed_field

from api.rules.enums import ImportKind, ImportResult, ImportStatus
from api.schemas.base import Answer, PageQuery, Resource


class ImportQuery(BaseModel):
    """What kind of list it is."""

    kind: Literal[ImportKind.members]


class Progress(Answer):
    done: int
    total: int


class ImportRead(Resource):
    """An import under way: nothing is written before its commit. `counts` add up to `rows_read`."""

    collection: ClassVar[str] = "imports"

    kind: ImportKind
    status: ImportStatus
    file_name: str | None
    rows_read: int
    counts: dict[ImportResult, int]
    columns: list[str] = Field(description="All columns of the file, in its order.")
    unknown_columns: list[str] = Field(
        description="Columns of the file that are not known here; they were not read."
    )
    progress: Progress
    created_at: datetime
    committed_at: datetime | None

    @computed_field(description="The rows that were refused, each with its number, field, code and reason.")
    def problems_url(self) -> str:
        return f"/v1/imports/{self.id}/rows?refused=true"


class ImportFilter(PageQuery):
    sort: Literal["created_at", "-created_at", "updated_at", "-updated_at"] = "-created_at"
    status: ImportStatus | None = None


class ImportRowRead(Answer):
    """The verdict on one row, under the file's own row number."""

    row: int
    result: ImportResult
    field: str | None
    code: str | None
    detail: str | None
    params: dict[str, Any]
    changed: list[str]
    member_id: UUID | None


class ImportRowFilter(PageQuery):
    result: ImportResult | None = None
    refused: bool | None = Field(
        None, description="Whether the row has a code: refused for whatever reason, or not."
    )
