"""Spaces, what they were on every day, how they are built on each other, and the mandates they work under."""

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api import clock
from api.models.base import (
    Base,
    Dated,
    Identified,
    Overridable,
    Versioned,
    one_of,
    override_has_reason,
    period_in_order,
)
from api.models.folded import folded
from api.models.temporal import unique_over_time
from api.rules.enums import Admission, EndReason, Scope, SpaceStatus, SpaceType, StructuralLinkKind


class Space(Overridable, Versioned, Base):
    """One network space as it is today; `space_states` and `space_slugs` keep what it was."""

    __tablename__ = "spaces"

    type: Mapped[SpaceType] = mapped_column(one_of(SpaceType, "type"))
    name: Mapped[str]
    name_key: Mapped[str] = folded("name")
    slug: Mapped[str]
    purpose: Mapped[str | None]
    scope: Mapped[Scope] = mapped_column(one_of(Scope, "scope"))
    status: Mapped[SpaceStatus] = mapped_column(one_of(SpaceStatus, "status"))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("spaces.id", name="spaces_parent_known"))
    language: Mapped[str | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    due_on: Mapped[date | None]
    end_reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason, "end_reason"))
    status_reason: Mapped[str | None]
    seat_limit: Mapped[int | None]
    admission: Mapped[Admission] = mapped_column(one_of(Admission, "admission"), default=Admission.standing)
    contact: Mapped[str | None]
    rulebook: Mapped[int] = mapped_column(ForeignKey("rulebooks.version", name="spaces_rulebook_known"))
    successor_of: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("spaces.id", name="spaces_predecessor_known")
    )
    proposed_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("members.id", name="spaces_proposer_known")
    )
    is_demo: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        UniqueConstraint("slug", name="spaces_slug_free"),
        override_has_reason(),
        UniqueConstraint("id", "parent_id", name="spaces_parent_of"),
        UniqueConstraint("id", "type", "status", name="spaces_as_it_is"),
        CheckConstraint("ends_on >= starts_on", name="period_in_order"),
        CheckConstraint("seat_limit > 0", name="seat_limit_positive"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        # one live community a language
        Index(
            "spaces_language_free",
            "language",
            unique=True,
            postgresql_where="type = 'language_community' AND status IN ('approved', 'active')",
        ),
        # S6, S11: one Steering Group, one Secretariat
        Index(
            "spaces_only_one",
            "type",
            unique=True,
            postgresql_where="type IN ('steering_group', 'secretariat') AND status IN ('approved', 'active')",
        ),
        Index("spaces_name_order", "name_key", "id"),
        Index("spaces_parent_id_idx", "parent_id"),
        Index("spaces_proposed_by_idx", "proposed_by"),
    )


class SpaceState(Identified, Dated, Base):
    """What a space was from one day to another: its status, type and parent."""

    __tablename__ = "space_states"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="space_states_space_known"))
    status: Mapped[SpaceStatus] = mapped_column(one_of(SpaceStatus, "status"))
    type: Mapped[SpaceType] = mapped_column(one_of(SpaceType, "type"))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("spaces.id", name="space_states_parent_known")
    )

    __table_args__ = (
        period_in_order(),
        unique_over_time("space_id", name="space_states_one_at_a_time"),
        unique_over_time("space_id", "status", name="space_states_status_at_a_time"),
    )


class SpaceSlug(Identified, Dated, Base):
    """A slug a space has or had. A former slug answers 308 to the new one, so no other space may ever take it."""

    __tablename__ = "space_slugs"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="space_slugs_space_known"))
    slug: Mapped[str]

    __table_args__ = (
        period_in_order(),
        unique_over_time("space_id", name="space_slugs_one_at_a_time"),
        ExcludeConstraint(("slug", "="), ("space_id", "<>"), name="space_slugs_slug_free", using="gist"),
    )


class StructuralLink(Identified, Dated, Base):
    """A collaborative's working groups (S21) and the spaces a reference group supports (S25)."""

    __tablename__ = "structural_links"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="structural_links_space_known"))
    target_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("spaces.id", name="structural_links_target_known")
    )
    kind: Mapped[StructuralLinkKind] = mapped_column(one_of(StructuralLinkKind, "kind"))
    is_demo: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    __table_args__ = (
        period_in_order(),
        CheckConstraint("target_id <> space_id", name="not_to_itself"),
        unique_over_time("space_id", "target_id", "kind", name="structural_links_once_at_a_time"),
        Index("structural_links_target_id_idx", "target_id"),
    )


class Mandate(Versioned, Dated, Base):
    """A period a working group works under. `due_on` says when it should end, `ends_on` when it did (R31)."""

    __tablename__ = "mandates"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="mandates_space_known"))
    due_on: Mapped[date]
    first_due_on: Mapped[date]
    # the recorded decisions that opened it and closed it; the first mandate comes with the space
    opened_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("decisions.id", name="mandates_opening_known")
    )
    closed_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("decisions.id", name="mandates_closing_known")
    )

    __table_args__ = (
        period_in_order(),
        CheckConstraint("due_on > starts_on AND due_on >= first_due_on", name="due_after_start"),
        unique_over_time("space_id", name="mandates_one_at_a_time"),
        # what a seat points at: this mandate of this space, at this time
        unique_over_time("id", "space_id", name="mandates_of_space_at_a_time"),
        UniqueConstraint("opened_by", name="mandates_one_a_decision"),
    )


class Extension(Identified, Base):
    """A later due day by a recorded decision: of a working group's mandate, or of a workstream (R20, R5)."""

    __tablename__ = "extensions"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="extensions_space_known"))
    mandate_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("mandates.id", name="extensions_mandate_known")
    )
    former_due_on: Mapped[date]
    due_on: Mapped[date]
    decision_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("decisions.id", name="extensions_decision_known")
    )
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)

    __table_args__ = (
        CheckConstraint("due_on > former_due_on", name="due_later"),
        UniqueConstraint("decision_id", name="extensions_one_a_decision"),
        Index("extensions_space_id_idx", "space_id"),
    )
