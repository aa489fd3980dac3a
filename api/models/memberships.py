"""Seats. The rules that a constraint can hold are constraints here; services only explain them beforehand."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, Computed, ForeignKey, ForeignKeyConstraint, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

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
from api.models.temporal import exists_over_time, unique_over_time
from api.rules.enums import EndReason, Kind, RepresentativeRole, SpaceType

KIND_OPEN = "historic OR overridden && ARRAY['individual_not_permitted', 'institution_not_permitted']"
PARENT_OPEN = (
    "historic OR carried_over OR kind = 'individual' OR 'parent_wg_seat_required' = ANY (overridden)"
)


class Membership(Overridable, Versioned, Dated, Base):
    """One seat: institutional (an organisation's) or individual (a member's).

    It keeps the type and rulebook that judged it (R27). Each `enforced_*` column is NULL where the rule was overridden
    (R3) or the seat is history (R30), so its foreign key asks nothing there, and opens nothing else.
    """

    __tablename__ = "memberships"

    space_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("spaces.id", name="memberships_space_known"))
    space_type: Mapped[SpaceType] = mapped_column(one_of(SpaceType, "space_type"))
    kind: Mapped[Kind] = mapped_column(one_of(Kind, "kind"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="memberships_organisation_known")
    )
    member_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("members.id", name="memberships_member_known")
    )
    rulebook: Mapped[int]
    mandate_id: Mapped[uuid.UUID | None]
    within_space_id: Mapped[uuid.UUID | None]
    host_organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="memberships_host_known")
    )
    due_on: Mapped[date | None]
    term_exempt: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    term_exempt_reason: Mapped[str | None]
    # the day a closing took the last seat that it rested on: it stays, flagged (R22)
    eligibility_lapsed_on: Mapped[date | None]
    # its space has changed type since: what that type asked of it binds no longer (R27)
    carried_over: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    end_reason: Mapped[EndReason | None] = mapped_column(one_of(EndReason, "end_reason"))
    application_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("applications.id", name="memberships_application_known")
    )
    historic: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    enforced_status: Mapped[str | None] = mapped_column(
        Text(), Computed("CASE WHEN NOT historic THEN 'active' END", persisted=True)
    )
    enforced_kind: Mapped[str | None] = mapped_column(
        Text(), Computed(f"CASE WHEN NOT ({KIND_OPEN}) THEN kind END", persisted=True)
    )
    enforced_parent_seat: Mapped[bool | None] = mapped_column(
        Computed(f"CASE WHEN NOT ({PARENT_OPEN}) THEN within_space_id IS NOT NULL END", persisted=True)
    )
    enforced_mandate: Mapped[bool | None] = mapped_column(
        Computed("CASE WHEN NOT (historic OR carried_over) THEN mandate_id IS NOT NULL END", persisted=True)
    )

    __table_args__ = (
        period_in_order(),
        CheckConstraint(
            "CASE kind WHEN 'institutional' THEN organisation_id IS NOT NULL AND member_id IS NULL"
            " ELSE member_id IS NOT NULL AND organisation_id IS NULL END",
            name="one_holder",
        ),
        CheckConstraint("NOT historic OR ends_on IS NOT NULL", name="history_has_ended"),
        CheckConstraint("term_exempt = (term_exempt_reason IS NOT NULL)", name="exempt_has_reason"),
        override_has_reason(),
        unique_over_time("space_id", "organisation_id", name="memberships_one_seat_an_organisation"),
        unique_over_time("space_id", "member_id", name="memberships_one_seat_a_member"),
        unique_over_time("id", "space_id", name="memberships_at_a_time"),
        # nobody is live in a space that is not active
        exists_over_time(
            ["space_id", "enforced_status"],
            ["space_states.space_id", "space_states.status"],
            name="memberships_space_active",
        ),
        # S13, S26, S31, S37: the kinds of seat the rulebook allows in this type of space
        ForeignKeyConstraint(
            ["rulebook", "space_type", "enforced_kind"],
            ["rulebook_kinds.rulebook", "rulebook_kinds.space_type", "rulebook_kinds.kind"],
            name="memberships_kind_permitted",
        ),
        # R4: a workstream's seat rests on a seat of the parent working group, for as long as that lasts
        ForeignKeyConstraint(
            ["rulebook", "space_type", "enforced_parent_seat"],
            ["rulebook_types.rulebook", "rulebook_types.space_type", "rulebook_types.needs_parent_seat"],
            name="memberships_parent_seat_named",
        ),
        ForeignKeyConstraint(
            ["space_id", "within_space_id"],
            ["spaces.id", "spaces.parent_id"],
            name="memberships_within_the_parent",
        ),
        exists_over_time(
            ["within_space_id", "organisation_id"],
            ["memberships.space_id", "memberships.organisation_id"],
            name="memberships_parent_seat_live",
        ),
        # R21: a seat lives within one mandate of its space
        ForeignKeyConstraint(
            ["rulebook", "space_type", "enforced_mandate"],
            ["rulebook_types.rulebook", "rulebook_types.space_type", "rulebook_types.has_mandates"],
            name="memberships_mandate_named",
        ),
        exists_over_time(
            ["mandate_id", "space_id"], ["mandates.id", "mandates.space_id"], name="memberships_mandate_open"
        ),
        # accepted = exactly one seat
        Index("memberships_one_an_application", "application_id", unique=True),
        Index("memberships_organisation_id_idx", "organisation_id"),
        Index("memberships_member_id_idx", "member_id"),
        Index("memberships_updated_order", "updated_at", "id"),
    )


class Representative(Identified, Dated, Base):
    """Who fills an organisation's seat, for a time, within the seat (R2, R32). Without `agreed_on` they do not yet."""

    __tablename__ = "representatives"

    membership_id: Mapped[uuid.UUID]
    space_id: Mapped[uuid.UUID]
    role: Mapped[RepresentativeRole] = mapped_column(one_of(RepresentativeRole, "role"))
    member_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("members.id", name="representatives_member_known")
    )
    agreed_on: Mapped[date | None]
    attested_senior_on: Mapped[date | None]

    __table_args__ = (
        period_in_order(),
        ForeignKeyConstraint(["membership_id"], ["memberships.id"], name="representatives_seat_known"),
        exists_over_time(
            ["membership_id", "space_id"],
            ["memberships.id", "memberships.space_id"],
            name="representatives_within_seat",
        ),
        unique_over_time("membership_id", "role", name="representatives_one_a_role"),
        Index("representatives_member_id_idx", "member_id"),
    )


class RoleHolding(Dated, Base):
    """One live role-holding a person a space (R25), whether by an individual seat or for an organisation.

    Written by triggers on memberships and representatives alone, so that no road past the services avoids it.
    `source_id` is the seat's or the representative's id.
    """

    __tablename__ = "role_holdings"

    source_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    space_id: Mapped[uuid.UUID]
    member_id: Mapped[uuid.UUID]

    __table_args__ = (
        unique_over_time("space_id", "member_id", name="role_holdings_one_a_person"),
        Index("role_holdings_member_id_idx", "member_id"),
    )
