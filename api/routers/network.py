from typing import Annotated

from fastapi import APIRouter, Query

from api.operation import Operation, Session, needs
from api.rules.permissions import Permission
from api.schemas.network import NetworkQuery, NetworkRead
from api.services import network

router = APIRouter(prefix="/network", tags=["network"], route_class=Operation)


@router.get("")
@needs(Permission.spaces_read)
async def get_network(query: Annotated[NetworkQuery, Query()], session: Session) -> NetworkRead:
    """Nodes and edges of the network's diagram, today or as of a day."""
    return await network.get(session, query)
