from typing import Annotated

from fastapi import APIRouter, Path

from api.operation import Operation, needs
from api.rules.permissions import Permission
from api.schemas.base import Day
from api.schemas.rules import CheatSheet, RulebookRead, Rulebooks
from api.services import rulings

router = APIRouter(tags=["rules"], route_class=Operation)


@router.get("/cheat-sheet")
@needs(Permission.rules_read)
async def get_cheat_sheet(as_of: Day | None = None) -> CheatSheet:
    """The Network Spaces Cheat Sheet as published, six columns, each with its enforced rules."""
    return rulings.cheat_sheet(as_of)


@router.get("/rulebooks")
@needs(Permission.rules_read)
async def list_rulebooks() -> Rulebooks:
    """The versions of the cheat sheet and of the rules around it, with their dates."""
    return rulings.list_()


@router.get("/rulebooks/{version}")
@needs(Permission.rules_read)
async def get_rulebook(version: Annotated[int, Path(ge=1, le=10_000)]) -> RulebookRead:
    """One version: every rule with its source and the sentence behind it."""
    return rulings.get(version)
