"""Organisations: any body a person can be affiliated with. A partner is one in a dated, explicit relation (130 of them)."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base, Dated, Identified, Versioned, one_of, period_in_order
from api.models.folded import folded
from api.models.temporal import unique_over_time
from api.rules.enums import OrganisationType


class Organisation(Versioned, Base):
    __tablename__ = "organisations"

    name: Mapped[str]
    name_key: Mapped[str] = folded("name")
    short_name: Mapped[str | None]
    slug: Mapped[str]
    type: Mapped[OrganisationType] = mapped_column(one_of(OrganisationType, "type"))
    country: Mapped[str | None]
    website: Mapped[str | None]
    parent_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("organisations.id", name="organisations_parent_known")
    )
    proposed_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("members.id", name="organisations_proposer_known")
    )
    """The member who proposed it, until staff confirm it (R24): nobody else sees it meanwhile."""

    __table_args__ = (
        UniqueConstraint("slug", name="organisations_slug_free"),
        # two bodies of one country are one body under one name: War Child Holland is not War Child Canada.
        # Proposals stand aside until they are confirmed: a name taken would tell of one that is hidden
        Index(
            "organisations_name_free",
            "name_key",
            "country",
            unique=True,
            postgresql_where="proposed_by IS NULL",
            postgresql_nulls_not_distinct=True,
        ),
        Index("organisations_proposed_by_idx", "proposed_by"),
        CheckConstraint("parent_id <> id", name="not_its_own_parent"),
        Index("organisations_name_order", "name_key", "id"),
        Index("organisations_parent_id_idx", "parent_id"),
    )


class OrganisationSlug(Identified, Dated, Base):
    """A slug an organisation has or had; a former one answers 308 and is never another's."""

    __tablename__ = "organisation_slugs"

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisations.id", name="organisation_slugs_organisation_known")
    )
    slug: Mapped[str]

    __table_args__ = (
        period_in_order(),
        unique_over_time("organisation_id", name="organisation_slugs_one_at_a_time"),
        ExcludeConstraint(
            ("slug", "="), ("organisation_id", "<>"), name="organisation_slugs_slug_free", using="gist"
        ),
    )


class OrganisationAlias(Identified, Base):
    """Another name an organisation goes or went by: ACNUR = HCR = UNHCR; GTZ became GIZ."""

    __tablename__ = "organisation_aliases"

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisations.id", name="organisation_aliases_organisation_known")
    )
    name: Mapped[str]
    name_key: Mapped[str] = folded("name")
    language: Mapped[str | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="period_in_order"),
        UniqueConstraint("organisation_id", "name_key", name="organisation_aliases_once"),
        Index("organisation_aliases_name_key_idx", "name_key"),
    )


class Partnership(Identified, Dated, Base):
    """The formal relation with the network. Granted explicitly, never a side effect of an import (R24)."""

    __tablename__ = "partnerships"

    organisation_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("organisations.id", name="partnerships_organisation_known")
    )

    __table_args__ = (
        period_in_order(),
        unique_over_time("organisation_id", name="partnerships_one_at_a_time"),
    )
