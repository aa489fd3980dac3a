"""Who is shown which field of a person: every cell of the table, written out once more by hand."""

from itertools import product

import pytest

from api.rules.field_classes import (
    AFFILIATION,
    MEMBER,
    WHOLE,
    Audience,
    FieldClass,
    Table,
    Viewer,
    name,
    seen,
    shown,
)
from api.schemas.members import AffiliationRead, MemberRead

# always: as it is · space, network: where the person lets that audience see it · never
# risk: what is left of it for somebody at risk
EXPECTED = """
field         class organisation leader  fellow  network  risk
id            C1    always       always  always  always   yes
version       C1    always       always  always  always   yes
created_at    C1    always       always  always  always   yes
updated_at    C1    always       always  always  always   yes
full_name     C2    always       always  space   network  yes
given_name    C2    always       always  never   never    no
family_name   C2    always       always  never   never    no
country       C2    always       always  space   network  no
languages     C2    always       always  space   network  no
affiliations  C2    always       always  space   network  no
status        C2    always       always  never   never    no
topics        C2    never        space   space   network  no
email         C2    never        space   never   never    no
visibility    C3    never        never   never   never    no
at_risk       C3    never        never   never   never    no
pseudonym     C3    never        never   never   never    no
external_ref  C3    never        never   never   never    no
consents      C3    never        never   never   never    no
"""
HEAD, *LINES = [line.split() for line in EXPECTED.strip().splitlines()]
ROWS = {line[0]: dict(zip(HEAD, line, strict=True)) for line in LINES}
OTHERS = [Viewer.organisation, Viewer.leader, Viewer.fellow, Viewer.network]
CHOICES = [None, *Audience]
OPENS = {"always": {None, *Audience}, "space": {"space", "network"}, "network": {"network"}, "never": set()}


def test_every_field_that_can_be_answered_has_its_row() -> None:
    assert MemberRead.model_fields.keys() == MEMBER.keys() == ROWS.keys()
    assert AffiliationRead.model_fields.keys() == AFFILIATION.keys()


@pytest.mark.parametrize(("viewer", "field"), [*product(OTHERS, ROWS)])
def test_others_are_shown_what_the_table_says_and_the_person_chose(viewer: Viewer, field: str) -> None:
    row = ROWS[field]
    for choice in CHOICES:
        assert seen(viewer, field, choice) == (choice in OPENS[row[viewer]]), choice
        stays = row[viewer] == "always" and row["risk"] == "yes"
        assert seen(viewer, field, choice, at_risk=True) == stays, choice


@pytest.mark.parametrize("field", ROWS)
def test_people_themselves_and_staff_are_shown_all_that_is_held_and_the_public_nothing(field: str) -> None:
    for choice, at_risk in product(CHOICES, (False, True)):
        assert [seen(viewer, field, choice, at_risk=at_risk) for viewer in (*WHOLE, Viewer.public)] == [
            True,
            True,
            False,
        ]


@pytest.mark.parametrize("viewer", Viewer)
def test_what_has_no_row_is_for_nobody(viewer: Viewer) -> None:
    for field, choice in product(("email_key", "name_key", "shown_key", "password_hash"), CHOICES):
        assert not seen(viewer, field, choice)


def test_a_class_is_no_wider_than_it_says() -> None:
    """C1 reaches anybody who may know of the person; C3 none but themselves and staff."""
    letters = {"C1": FieldClass.network, "C2": FieldClass.space, "C3": FieldClass.staff}
    for field, row in ROWS.items():
        assert MEMBER[field].level is letters[row["class"]], field
        cells = {row[viewer] for viewer in OTHERS}
        if row["class"] == "C1":
            assert cells == {"always"}
        if row["class"] == "C2":
            assert "always" not in {row["fellow"], row["network"]}
        if row["class"] == "C3":
            assert cells == {"never"}


def test_private_by_default_is_the_name_and_what_running_a_space_or_employing_somebody_needs() -> None:
    needed = {field for field, row in ROWS.items() if row["leader"] == "always"}
    assert shown({Viewer.leader}) == shown({Viewer.organisation}) == needed
    nothing = {field for field, row in ROWS.items() if row["class"] == "C1"}
    assert shown({Viewer.fellow}) == shown({Viewer.network}) == nothing
    assert shown(()) == shown({Viewer.public}) == frozenset()


def test_whoever_is_several_things_at_once_is_shown_what_any_of_them_is() -> None:
    choices = {"topics": Audience.network, "email": Audience.space}
    both = shown({Viewer.organisation, Viewer.network}, choices)
    assert both == shown({Viewer.organisation}, choices) | shown({Viewer.network}, choices)
    assert {"status", "topics"} <= both
    assert "email" not in both


def test_a_word_that_is_no_audience_opens_nothing() -> None:
    assert shown({Viewer.network}, dict.fromkeys(MEMBER, "everybody")) == shown({Viewer.network})


def _affiliation(viewer: Viewer, **given: object) -> frozenset[str]:
    table: Table = AFFILIATION
    return shown(
        {viewer}, {"affiliations": given.get("choice")}, at_risk=bool(given.get("at_risk")), table=table
    )


def test_of_where_somebody_works_others_are_shown_the_place_and_the_post_and_no_days() -> None:
    place = {"organisation_id", "job_title"}
    for viewer in (Viewer.organisation, Viewer.leader):
        assert _affiliation(viewer) == place
        assert _affiliation(viewer, at_risk=True) == frozenset()
    assert _affiliation(Viewer.fellow) == frozenset()
    assert _affiliation(Viewer.fellow, choice="space") == place
    assert _affiliation(Viewer.network, choice="space") == frozenset()
    assert _affiliation(Viewer.network, choice="network") == place
    for viewer in WHOLE:
        assert _affiliation(viewer, at_risk=True) == AFFILIATION.keys()


def test_somebody_at_risk_goes_by_another_name_before_all_but_themselves_and_staff() -> None:
    for viewer in Viewer:
        called = [
            name(frozenset({viewer}), "Amina Yusuf", other, at_risk=at_risk)
            for other, at_risk in (("Zahra", False), ("Zahra", True), (None, True))
        ]
        own = viewer in WHOLE
        assert called == ["Amina Yusuf", *(["Amina Yusuf"] * 2 if own else ["Zahra", "…"])]
