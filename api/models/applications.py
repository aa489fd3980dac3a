"""Applications, and the calls they may answer."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Identified, Overridable, Versioned, one_of, override_has_reason
from api.rules.enums import ApplicationStatus, Kind, RepresentativeRole, SpaceType

OPEN = "status IN ('submitted', 'under_review')"


class Call(Identified, Base):
    """A call for applications to one space, open `[opens_at, closes_at)` (R15, R18)."""

    __tablename__ = "calls"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="calls_space_known"))
    title: Mapped[str]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="opens_before_it_closes"),
        Index("calls_space_id_idx", "space_id"),
    )


class Application(Overridable, Versioned, Base):
    """One application, judged by the rulebook in force when it was submitted (R26)."""

    __tablename__ = "applications"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="applications_space_known"))
    space_type: Mapped[SpaceType] = mapped_column(one_of(SpaceType, "space_type"))
    kind: Mapped[Kind] = mapped_column(one_of(Kind, "kind"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="applications_organisation_known")
    )
    member_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("members.id", name="applications_member_known")
    )
    rulebook: Mapped[int] = mapped_column(ForeignKey("rulebooks.version", name="applications_rulebook_known"))
    status: Mapped[ApplicationStatus] = mapped_column(one_of(ApplicationStatus, "status"))
    call_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.id", name="applications_call_known"))
    statement: Mapped[str | None]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    also_apply_to: Mapped[list[uuid.UUID]] = mapped_column(default=list, server_default=text("'{}'"))
    findings: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default=text("'[]'"))
    # received by other means (R13)
    received_on: Mapped[date | None]
    received_by: Mapped[str | None]
    consent_given_on: Mapped[date | None]
    consent_source: Mapped[str | None]
    submitted_by: Mapped[uuid.UUID]
    submitted_at: Mapped[datetime]
    decided_by: Mapped[uuid.UUID | None]
    decided_at: Mapped[datetime | None]
    decision_reason: Mapped[str | None]

    # while it is open: what its space must be
    awaits_type: Mapped[str | None] = mapped_column(
        Text(), Computed(f"CASE WHEN {OPEN} THEN space_type END", persisted=True)
    )
    awaits_status: Mapped[str | None] = mapped_column(
        Text(), Computed(f"CASE WHEN {OPEN} THEN 'active' END", persisted=True)
    )

    __table_args__ = (
        # R26: none waits for a space that ended, or became another, in the very moment it was sent
        ForeignKeyConstraint(
            ["space_id", "awaits_type", "awaits_status"],
            ["spaces.id", "spaces.type", "spaces.status"],
            name="applications_space_open",
        ),
        CheckConstraint(
            "CASE kind WHEN 'institutional' THEN organisation_id IS NOT NULL AND member_id IS NULL"
            " ELSE member_id IS NOT NULL AND organisation_id IS NULL END",
            name="one_holder",
        ),
        CheckConstraint(
            "(received_on IS NULL) = (received_by IS NULL) AND (received_on IS NULL) = (consent_given_on IS NULL)"
            " AND (received_on IS NULL) = (consent_source IS NULL)",
            name="recorded_with_consent",
        ),
        override_has_reason(),
        CheckConstraint(
            f"({OPEN}) = (decided_at IS NULL)",
            name="decided_when_closed",
        ),
        CheckConstraint("status <> 'declined' OR decision_reason IS NOT NULL", name="declined_with_reason"),
        Index(
            "applications_one_open_an_organisation",
            "space_id",
            "organisation_id",
            unique=True,
            postgresql_where=OPEN,
        ),
        Index("applications_one_open_a_member", "space_id", "member_id", unique=True, postgresql_where=OPEN),
        Index("applications_organisation_id_idx", "organisation_id"),
        Index("applications_member_id_idx", "member_id"),
        Index("applications_updated_order", "updated_at", "id"),
    )


class ApplicationRepresentative(Base):
    """Whom an organisation names to fill the seat it applies for."""

    __tablename__ = "application_representatives"

    application_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("applications.id", name="application_representatives_application_known"), primary_key=True
    )
    role: Mapped[RepresentativeRole] = mapped_column(one_of(RepresentativeRole, "role"), primary_key=True)
    member_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("members.id", name="application_representatives_member_known")
    )

    __table_args__ = (
        UniqueConstraint("application_id", "member_id", name="application_representatives_one_role"),
    )
