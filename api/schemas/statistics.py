"""How large the network is, as it is answered."""

from datetime import date

from pydantic import BaseModel, Field

from api.rules.enums import OrganisationType, SpaceType
from api.schemas.base import Answer, Day


class StatisticsQuery(BaseModel):
    as_of: Day | None = Field(None, description="The state on that day; today's when left out.")
    months: int = Field(24, ge=1, le=120, description="How many months to tell of, up to that day's.")


Figure = int | None
"""Null: too small to be told (under 5, or near it), and it may be zero. The secretariat is told every figure."""


class CountryFigure(Answer):
    country: str | None = Field(
        description="Null: those of no known country; for the public, together with those of countries with few."
    )
    count: Figure


class LanguageFigure(Answer):
    language: str | None = Field(
        description="Null: those of no known language; for the public, together with those of languages with few."
    )
    count: Figure


class OrganisationTypeFigure(Answer):
    type: OrganisationType
    count: Figure


class SpaceTypeFigures(Answer):
    type: SpaceType
    spaces: Figure
    seats: Figure = Field(description="An organisation counts once a space (R19).")


class MonthFigures(Answer):
    month: str = Field(description="Such as 2026-05; the last one goes to `as_of`.")
    joined: Figure
    left: Figure
    total: Figure = Field(description="At the end of the month.")


class StatisticsRead(Answer):
    """Members, partners and countries are three different counts (S1).

    For the public members are rounded to the nearest 100, and parts of a total to steps of 5, so that they do not add
    up, and a figure too small to be told (under 5, or near it) is null; the secretariat is told exactly.
    """

    as_of: date
    exact: bool
    members: Figure = Field(description="Individual members, active on that day.")
    partners: Figure = Field(description="Organisations in formal relation with the network on that day.")
    countries: Figure = Field(description="In which those members are.")
    organisations: Figure = Field(description="On record by that day, partners or not.")
    members_by_country: list[CountryFigure]
    members_by_language: list[LanguageFigure] = Field(description="Whoever speaks several counts for each.")
    organisations_by_type: list[OrganisationTypeFigure]
    partners_by_type: list[OrganisationTypeFigure]
    spaces_by_type: list[SpaceTypeFigures]
    months: list[MonthFigures]
