"""Who may be shown which field of a person: one table, read by the schemas that answer. Nothing is public by default.

The letters are those of quality.md: C1 network, C2 space, C3 self and staff, C4 nobody. What is not listed is C4. A
person's own choice widens who sees a field, and only as far as its class allows.
"""

import enum
from collections.abc import Mapping
from typing import NamedTuple


class FieldClass(enum.IntEnum):
    """Higher is more private."""

    network = 1
    space = 2
    staff = 3
    nobody = 4


class Viewer(enum.IntEnum):
    """What somebody is to the person they look at; of several, the most."""

    public = 0
    network = 1
    fellow = 2
    organisation = 3
    leader = 4
    staff = 5


class Audience(enum.StrEnum):
    """How far a person lets a field be seen, within what its class allows at all. Private by default: staff."""

    staff = "staff"
    space = "space"
    network = "network"


class Field(NamedTuple):
    """`widest`: how far the person may open it; None, not at all."""

    kept: FieldClass
    widest: Audience | None = None


MEMBER: Mapping[str, Field] = {
    "id": Field(FieldClass.network),
    "version": Field(FieldClass.network),
    "full_name": Field(FieldClass.space, Audience.network),
    "given_name": Field(FieldClass.space),
    "family_name": Field(FieldClass.space),
    "country": Field(FieldClass.space, Audience.network),
    "languages": Field(FieldClass.space, Audience.network),
    "status": Field(FieldClass.space),
    "affiliations": Field(FieldClass.space, Audience.network),
    "created_at": Field(FieldClass.space),
    "updated_at": Field(FieldClass.space),
    "email": Field(FieldClass.staff, Audience.space),
    "topics": Field(FieldClass.staff, Audience.network),
    "visibility": Field(FieldClass.staff),
    "at_risk": Field(FieldClass.staff),
    "pseudonym": Field(FieldClass.staff),
    "external_ref": Field(FieldClass.staff),
    "consents": Field(FieldClass.staff),
}

# Where a person works: what is shown of an affiliation that may be known at all.
AFFILIATION: Mapping[str, Field] = {
    "id": Field(FieldClass.staff),
    "organisation_id": Field(FieldClass.space),
    "job_title": Field(FieldClass.space),
    "starts_on": Field(FieldClass.staff),
    "ends_on": Field(
        FieldClass.staff
    ),  # a day of leaving that is planned is not for the employer to read here
    "confirmed_on": Field(FieldClass.staff),
}

# Of somebody at risk others see no more than this; the name is the pseudonym they go by.
AT_RISK = frozenset({"id", "version", "full_name"})

_LONE = Field(FieldClass.nobody)
_CLEARED = {
    Viewer.staff: FieldClass.staff,
    Viewer.leader: FieldClass.space,
    Viewer.organisation: FieldClass.space,
    Viewer.fellow: FieldClass.network,
    Viewer.network: FieldClass.network,
}
# Whom an opened field reaches: an organisation is no space, so nothing is opened to it.
_REACHED = {
    Audience.staff: frozenset[Viewer](),
    Audience.space: frozenset({Viewer.leader, Viewer.fellow}),
    Audience.network: frozenset({Viewer.leader, Viewer.fellow, Viewer.network}),
}


def sees(viewer: Viewer, field: str, choice: Audience | None = None, *, at_risk: bool = False) -> bool:
    """Is this field of a person shown to such a viewer, the person having chosen so?

    An address that is opened reaches the leaders of their spaces and nobody else.
    """
    known = MEMBER.get(field, _LONE)
    cleared = _CLEARED.get(viewer)
    if cleared is None:
        return False
    if at_risk and viewer is not Viewer.staff:
        return field in AT_RISK
    if known.kept <= cleared:
        return True
    if known.widest is None or choice is None:
        return False
    reached = _REACHED[min(choice, known.widest, key=list(Audience).index)]
    return viewer in (reached & {Viewer.leader} if field == "email" else reached)


def shown(viewer: Viewer, choices: Mapping[str, str], *, at_risk: bool = False) -> frozenset[str]:
    """The fields of a person that such a viewer is shown; `choices` is the person's `visibility`."""
    return frozenset(
        field
        for field in MEMBER
        if sees(viewer, field, Audience(choices[field]) if field in choices else None, at_risk=at_risk)
    )


def of_affiliation(viewer: Viewer) -> frozenset[str]:
    """The fields of an affiliation that such a viewer is shown, where they are shown affiliations at all."""
    cleared = max(_CLEARED.get(viewer, FieldClass.network), FieldClass.space)
    return frozenset(field for field, known in AFFILIATION.items() if known.kept <= cleared)
