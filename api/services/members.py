"""Members: who may see a person. (The rest of this noun is being written.)"""

from typing import Any

from sqlalchemy import Select, select

from api import clock
from api.models import Affiliation, Member
from api.rules.enums import MemberStatus
from api.rules.permissions import Actor


def visible(actor: Actor) -> Select[Any]:
    """The secretariat sees all but the erased; an organisation those who confirmed that they work there today."""
    living = select(Member).where(Member.status != MemberStatus.erased)
    if actor.is_secretariat:
        return living
    works_there = select(Affiliation.member_id).where(
        Affiliation.organisation_id == actor.organisation_id,
        Affiliation.confirmed_on.is_not(None),
        Affiliation.during.contains(clock.today()),
    )
    return living.where(Member.id.in_(works_there))
