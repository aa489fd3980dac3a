"""The cheat sheet and the rulebooks as they are answered."""

from datetime import date
from typing import Any

from pydantic import Field

from api.rules.enums import SpaceType
from api.schemas.base import Answer
from api.schemas.spaces import UsualSize


class Column(Answer):
    """One column of the published table, in the sheet's own words, and the rules the software enforces for it."""

    space_type: SpaceType
    institutional_membership: bool
    individual_membership: bool
    open_to_wg_members_only: bool
    open_to_all_members: bool
    application_needed: bool
    average_members: UsualSize | None = Field(description="Null is “Unlimited”.")
    duration: str
    enforced: dict[str, Any] = Field(
        description="Each rule with its values and its source, such as S22 or R6."
    )


class CheatSheet(Answer):
    rulebook: int
    effective_from: date
    columns: list[Column]


class RulebookSummary(Answer):
    version: int
    effective_from: date
    effective_until: date | None


class Rule(Answer):
    """One rule of one type, and the sentence it rests on."""

    space_type: SpaceType
    name: str
    value: dict[str, Any]
    source: str
    quote: str


class RulebookRead(RulebookSummary):
    rules: list[Rule]


class Rulebooks(Answer):
    items: list[RulebookSummary]
    next_cursor: None = None
