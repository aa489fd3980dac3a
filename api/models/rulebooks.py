"""Rulebooks: dated versions of the cheat sheet, and the part of each that PostgreSQL itself enforces."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Dated, one_of, period_in_order
from api.rules.enums import Kind, SpaceType


class Rulebook(Dated, Base):
    """One version, whole, as it was when it came into force; `digest` tells whether the file has changed since."""

    __tablename__ = "rulebooks"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starts_on: Mapped[date]
    content: Mapped[dict[str, Any]]
    digest: Mapped[str]

    __table_args__ = (
        period_in_order(),
        ExcludeConstraint(("during", "&&"), name="rulebooks_one_in_force", using="gist"),
    )


class RulebookType(Base):
    """What a version asks of a seat in a space of this type, as far as a foreign key can hold it."""

    __tablename__ = "rulebook_types"

    rulebook: Mapped[int] = mapped_column(
        ForeignKey("rulebooks.version", name="rulebook_types_rulebook_known"), primary_key=True
    )
    space_type: Mapped[SpaceType] = mapped_column(one_of(SpaceType, "space_type"), primary_key=True)
    needs_parent_seat: Mapped[bool]
    has_mandates: Mapped[bool]

    __table_args__ = (
        UniqueConstraint("rulebook", "space_type", "needs_parent_seat", name="rulebook_types_parent_seat"),
        UniqueConstraint("rulebook", "space_type", "has_mandates", name="rulebook_types_mandates"),
    )


class RulebookKind(Base):
    """The kinds of seat a version allows in a space of this type (cheat sheet, rows 1 and 2)."""

    __tablename__ = "rulebook_kinds"

    rulebook: Mapped[int] = mapped_column(
        ForeignKey("rulebooks.version", name="rulebook_kinds_rulebook_known"), primary_key=True
    )
    space_type: Mapped[SpaceType] = mapped_column(one_of(SpaceType, "space_type"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(one_of(Kind, "kind"), primary_key=True)
