"""Members: people known to the network, what they were on every day, and where they work."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Dated, Identified, Versioned, one_of, period_in_order
from api.models.folded import folded
from api.models.temporal import unique_over_time
from api.rules.enums import MemberStatus

# What others call a person at risk who chose no other name: nothing of theirs.
PSEUDONYM = "COALESCE(pseudonym, '…')"


class Member(Versioned, Base):
    """A person. `email_key` is the folded address: one live member a key. Nothing here is public by default.

    Who is `at_risk` goes by their pseudonym everywhere but before themselves and staff; `shown_key` is what others find
    and sort by.
    """

    __tablename__ = "members"

    full_name: Mapped[str]
    name_key: Mapped[str] = folded("full_name")
    given_name: Mapped[str | None]
    family_name: Mapped[str | None]
    email: Mapped[str | None]
    email_key: Mapped[str | None]
    country: Mapped[str | None]
    languages: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    topics: Mapped[list[str]] = mapped_column(default=list, server_default=text("'{}'"))
    status: Mapped[MemberStatus] = mapped_column(one_of(MemberStatus, "status"))
    visibility: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default=text("'{}'"))
    at_risk: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    pseudonym: Mapped[str | None]
    former_addresses: Mapped[list[bytes]] = mapped_column(
        ARRAY(LargeBinary()), default=list, server_default=text("'{}'")
    )
    """Keyed digests of addresses they had here before, to be suppressed when they are erased."""
    shown_key: Mapped[str] = mapped_column(
        Text(), Computed(f"fold(CASE WHEN at_risk THEN {PSEUDONYM} ELSE full_name END)", persisted=True)
    )

    __table_args__ = (
        CheckConstraint("(email IS NULL) = (email_key IS NULL)", name="email_has_key"),
        UniqueConstraint("email_key", name="members_email_free"),
        Index("members_name_order", "name_key", "id"),
        Index("members_shown_order", "shown_key", "id"),
        Index("members_updated_order", "updated_at", "id"),
        Index("members_country_idx", "country"),
    )


class MemberState(Identified, Dated, Base):
    """The status a member had from one day to another."""

    __tablename__ = "member_states"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="member_states_member_known"))
    status: Mapped[MemberStatus] = mapped_column(one_of(MemberStatus, "status"))

    __table_args__ = (
        period_in_order(),
        unique_over_time("member_id", name="member_states_one_at_a_time"),
    )


class MemberReference(Base):
    """The name somebody else's list gives a person; `organisation_id` NULL is the secretariat's own lists."""

    __tablename__ = "member_references"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=text("uuidv7()"))
    member_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("members.id", name="member_references_member_known")
    )
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="member_references_organisation_known")
    )
    external_ref: Mapped[str]

    __table_args__ = (
        UniqueConstraint(
            "organisation_id",
            "external_ref",
            name="member_references_free",
            postgresql_nulls_not_distinct=True,
        ),
        Index("member_references_member_id_idx", "member_id"),
    )


class Consent(Identified, Base):
    """When and how a person agreed to be known to the network. Nobody's data is processed without it."""

    __tablename__ = "consents"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="consents_member_known"))
    given_on: Mapped[date]
    source: Mapped[str]
    withdrawn_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("withdrawn_on >= given_on", name="period_in_order"),
        UniqueConstraint("member_id", "given_on", "source", name="consents_once"),
    )


class Suppression(Base):
    """A keyed digest of an address or a list's reference that belonged to an erased person: no list brings them back."""

    __tablename__ = "suppressions"

    digest: Mapped[bytes] = mapped_column(primary_key=True)
    since_on: Mapped[date]


class Affiliation(Identified, Dated, Base):
    """Where a person works, for a time. The organisation sees the person only once they confirmed it."""

    __tablename__ = "affiliations"

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("members.id", name="affiliations_member_known"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisations.id", name="affiliations_organisation_known")
    )
    job_title: Mapped[str | None]
    confirmed_on: Mapped[date | None]

    __table_args__ = (
        period_in_order(),
        unique_over_time("member_id", "organisation_id", name="affiliations_once_at_a_time"),
        Index("affiliations_organisation_id_idx", "organisation_id", "member_id"),
    )
