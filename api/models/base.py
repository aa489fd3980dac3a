"""What every table shares: column types, named constraints, versions, and the dated period."""

import enum
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Computed, DateTime, Enum, MetaData, Text, Uuid, func, text
from sqlalchemy.dialects.postgresql import ARRAY, DATERANGE, JSONB, Range
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from api import clock

NAMES = {
    "pk": "%(table_name)s_pkey",
    "fk": "%(table_name)s_%(column_0_name)s_fkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    "ck": "%(table_name)s_%(constraint_name)s",
}


class Base(DeclarativeBase):
    """Every table. Values made by the database are read back with the write, so nothing loads lazily."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  (SQLAlchemy declares it so)
        str: Text(),
        uuid.UUID: Uuid(),
        datetime: DateTime(timezone=True),
        list[str]: ARRAY(Text()),
        list[uuid.UUID]: ARRAY(Uuid()),
        dict[str, Any]: JSONB(),
        list[dict[str, Any]]: JSONB(),
    }
    __mapper_args__ = {"eager_defaults": True}  # noqa: RUF012


class Identified:
    """A UUIDv7 key made by PostgreSQL: ordered by time of creation."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=func.uuidv7())


class Versioned(Identified):
    """A resource that people edit: `version` counts its edits and is what If-Match is compared with."""

    version: Mapped[int] = mapped_column(default=1, onupdate=text("version + 1"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)


class Dated:
    """A period `[starts_on, ends_on)`; `ends_on` NULL is open.

    Only the generated `during` carries constraints and as-of questions. It is NULL for a row that ended the day it
    began: that is history, never live, and an empty range would break WITHOUT OVERLAPS.
    """

    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    @declared_attr
    def during(cls) -> Mapped[Range[date] | None]:  # noqa: N805  (SQLAlchemy's declared_attr takes the class)
        return mapped_column(
            DATERANGE(),
            Computed(
                "CASE WHEN ends_on IS NULL OR ends_on > starts_on THEN daterange(starts_on, ends_on) END",
                persisted=True,
            ),
        )


class Overridable:
    """The secretariat's override of a refusal of policy, kept on the record it was for (R3)."""

    overridden: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    override_reason: Mapped[str | None]
    override_by: Mapped[uuid.UUID | None]


def override_has_reason() -> CheckConstraint:
    return CheckConstraint(
        "(cardinality(overridden) > 0) = (override_reason IS NOT NULL)"
        " AND (override_reason IS NULL) = (override_by IS NULL)",
        name="override_has_reason",
    )


def period_in_order() -> CheckConstraint:
    return CheckConstraint("ends_on >= starts_on", name="period_in_order")


def one_of(values: type[enum.StrEnum], name: str) -> Enum:
    """A closed list from `api.rules`, stored as its text under a named CHECK."""
    return Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
