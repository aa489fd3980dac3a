"""Who may be shown which field of a person: one table, read by answers, filters and exports. Nothing is public by default.

The letters are those of quality.md: C1 network, C2 space, C3 self and staff, C4 nobody; what is not listed is C4. A
class says how far a field may ever go; the cells say who is shown it, and where the person's own choice decides.
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

UNNAMED = "…"
"""What others call a person at risk who chose no other name."""


class FieldClass(enum.IntEnum):
    """Higher is more private."""

    network = 1
    space = 2
    staff = 3
    nobody = 4


class Audience(enum.StrEnum):
    """How far a person lets a field be seen, within what its class allows at all."""

    staff = "staff"
    space = "space"
    network = "network"


class Publicity(enum.StrEnum):
    """The one choice that goes beyond the network (C0): to be named as who leads a space."""

    public = "public"


LEADING = "leading"
"""Where a person keeps that choice, beside those for fields. It counts while they lead, and never at risk."""


class Viewer(enum.StrEnum):
    """What a caller is to a person. One caller may be several at once, and is shown what any of them is."""

    self = "self"
    staff = "staff"
    organisation = "organisation"  # speaks for one where the person confirmed that they work today
    leader = "leader"  # of a space where the person sits or fills a seat today, or has applied
    fellow = "fellow"  # an active member who shares a live space with them
    network = "network"  # any active member
    public = "public"


class When(enum.StrEnum):
    never = "never"
    always = "always"
    if_space = "if_space"  # the person lets their spaces see it, or the whole network
    if_network = "if_network"


CHOICES: Mapping[When, frozenset[str]] = {
    When.never: frozenset(),
    When.always: frozenset(),
    When.if_space: frozenset({Audience.space, Audience.network}),
    When.if_network: frozenset({Audience.network}),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table. Self and staff are shown all but C4, the public nothing.

    `chosen_by`: the field whose choice decides on this one too. `at_risk`: stays as it is for somebody at risk.
    """

    level: FieldClass
    organisation: When = When.never
    leader: When = When.never
    fellow: When = When.never
    network: When = When.never
    chosen_by: str | None = None
    at_risk: bool = False

    def when(self, viewer: Viewer) -> When:
        if self.level is FieldClass.nobody:
            return When.never
        match viewer:
            case Viewer.self | Viewer.staff:
                return When.always
            case Viewer.organisation | Viewer.leader | Viewer.fellow | Viewer.network:
                return When(getattr(self, viewer))
            case Viewer.public:
                return When.never


def _chosen(by: str | None = None, *, needed: bool = True, at_risk: bool = False) -> Field:
    """C2 by the person's choice. `needed`: whoever runs a space or employs the person is shown it anyway.

    An organisation is no space: nothing is opened to it.
    """
    return Field(
        FieldClass.space,
        organisation=When.always if needed else When.never,
        leader=When.always if needed else When.if_space,
        fellow=When.if_space,
        network=When.if_network,
        chosen_by=by,
        at_risk=at_risk,
    )


# For whoever may know of the person at all. Lists are sorted by these, so a cursor tells them.
_ANYBODY = Field(FieldClass.network, When.always, When.always, When.always, When.always, at_risk=True)
_OFFICE = Field(FieldClass.space, organisation=When.always, leader=When.always)
_PRIVATE = Field(FieldClass.staff)
NOT_LISTED = Field(FieldClass.nobody)

Table = Mapping[str, Field]

MEMBER: Table = {
    "id": _ANYBODY,
    "version": _ANYBODY,
    "created_at": _ANYBODY,
    "updated_at": _ANYBODY,
    "full_name": _chosen(at_risk=True),  # of somebody at risk the name they go by
    "given_name": _OFFICE,
    "family_name": _OFFICE,
    "country": _chosen(),
    "languages": _chosen(),
    "affiliations": _chosen(),
    "topics": _chosen(needed=False),
    "status": _OFFICE,
    "email": Field(FieldClass.space, leader=When.if_space),
    "visibility": _PRIVATE,
    "at_risk": _PRIVATE,
    "pseudonym": _PRIVATE,
    "external_ref": _PRIVATE,
    "consents": _PRIVATE,
}

# Where a person works: to others only the confirmed of today, and to an organisation only its own. Without its days,
# for a day of leaving that is planned is not for the employer to read here.
AFFILIATION: Table = {
    "id": _PRIVATE,
    "organisation_id": _chosen("affiliations"),
    "job_title": _chosen("affiliations"),
    "starts_on": _PRIVATE,
    "ends_on": _PRIVATE,
    "confirmed_on": _PRIVATE,
}

Viewers = frozenset[Viewer]
SECRETARIAT: Viewers = frozenset({Viewer.staff})
WHOLE: Viewers = frozenset({Viewer.self, Viewer.staff})
"""Those to whom nothing is left out, and to whom nobody goes by another name."""
NO_CHOICES: Mapping[str, Any] = MappingProxyType({})


def seen(
    viewer: Viewer,
    field: str,
    choice: str | None = None,
    *,
    at_risk: bool = False,
    table: Table = MEMBER,
) -> bool:
    """Is `viewer` shown this field, where the person chose this audience for it? At risk no choice opens anything."""
    row = table.get(field, NOT_LISTED)
    when = row.when(viewer)
    if viewer in WHOLE:
        return when is When.always
    if at_risk:
        return when is When.always and row.at_risk
    return when is When.always or choice in CHOICES[when]


def shown(
    viewers: Collection[Viewer],
    visibility: Mapping[str, Any] = NO_CHOICES,
    *,
    at_risk: bool = False,
    table: Table = MEMBER,
) -> frozenset[str]:
    """The fields that somebody who is all of these to a person is shown, by the choices the person made."""
    return frozenset(
        field
        for field, row in table.items()
        if any(
            seen(viewer, field, visibility.get(row.chosen_by or field), at_risk=at_risk, table=table)
            for viewer in viewers
        )
    )


def name(viewers: Viewers, full_name: str, pseudonym: str | None, *, at_risk: bool) -> str:
    """What a person is called before these viewers."""
    return full_name if viewers & WHOLE or not at_risk else pseudonym or UNNAMED
