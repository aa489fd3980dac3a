"""Who may be shown which field of a person: one table, read by the schemas that answer. Nothing is public by default.

The letters are those of quality.md: C1 network, C2 space, C3 self and staff, C4 nobody. What is not listed is C4.
"""

import enum
from collections.abc import Mapping

from api.rules.permissions import Actor


class FieldClass(enum.IntEnum):
    """Higher is more private; a viewer is shown what is at or below their clearance."""

    network = 1
    space = 2
    staff = 3
    nobody = 4


MEMBER: Mapping[str, FieldClass] = {
    "id": FieldClass.network,
    "version": FieldClass.network,
    "full_name": FieldClass.space,
    "given_name": FieldClass.space,
    "family_name": FieldClass.space,
    "country": FieldClass.space,
    "languages": FieldClass.space,
    "status": FieldClass.space,
    "affiliations": FieldClass.space,
    "created_at": FieldClass.space,
    "updated_at": FieldClass.space,
    "email": FieldClass.staff,
    "topics": FieldClass.staff,
    "visibility": FieldClass.staff,
    "external_ref": FieldClass.staff,
    "consents": FieldClass.staff,
}

# Where a person works: only what is shown of the one affiliation that the organisation may know, its own.
AFFILIATION: Mapping[str, FieldClass] = {
    "organisation_id": FieldClass.space,
    "job_title": FieldClass.space,
    "starts_on": FieldClass.staff,
    "ends_on": FieldClass.staff,  # a day of leaving that is planned is not for the employer to read here
    "confirmed_on": FieldClass.staff,
}


def clearance(actor: Actor) -> FieldClass:
    """What a caller may be shown of the people they can see at all: an organisation, no more than a space would."""
    return FieldClass.staff if actor.is_secretariat else FieldClass.space


def shown(table: Mapping[str, FieldClass], actor: Actor) -> frozenset[str]:
    return frozenset(field for field, needed in table.items() if needed <= clearance(actor))
