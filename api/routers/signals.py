from typing import Annotated

from fastapi import APIRouter, Query

from api.operation import By, Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.base import Page
from api.schemas.signals import SignalFilter, SignalRead
from api.services import signals

router = APIRouter(prefix="/signals", tags=["signals"], route_class=Operation)


@router.get("")
@needs(Permission.signals_read)
async def list_signals(query: Annotated[SignalFilter, Query()], session: Session, by: By) -> Page[SignalRead]:
    """What needs the caller now, most urgent first: in all spaces, those they lead, or their organisation's seats."""
    return await signals.list_(session, query, by=by)
