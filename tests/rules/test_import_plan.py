"""A verdict for every row: the plan as a table of cases, without a file or a database."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from api.rules.enums import Kind, MemberStatus, SpaceStatus, SpaceType
from api.rules.facts import HolderFacts, SeatFacts, SpaceFacts
from api.rules.import_plan import Candidate, Known, Person, SeatWish, Trouble, Verdict, plan
from api.rules.rulebook import shipped

TODAY = date(2026, 5, 4)
AMINA, OMAR = UUID(int=1), UUID(int=2)
RELIEF, TWIN_A, TWIN_B = UUID(int=10), UUID(int=11), UUID(int=12)
ARABIC, GENDER, ADVOCACY = UUID(int=20), UUID(int=21), UUID(int=22)
FORM = (date(2026, 1, 1), "registration form")


def person(id_: UUID, ref: str | None, status: MemberStatus = MemberStatus.active, **more: Any) -> Person:
    consents = frozenset() if status is MemberStatus.unconfirmed else frozenset({FORM})
    return Person(
        id=id_,
        values={"full_name": "Amina" if id_ == AMINA else "Omar", "country": "KE"},
        status=status,
        external_ref=ref,
        has_consent=bool(consents),
        consents=consents,
        works_at=more.pop("works_at", {}),
        holder=HolderFacts(Kind.individual, id_, status, has_consent=bool(consents), **more),
    )


def known(**changes: Any) -> Known:
    amina, omar = changes.pop("amina", person(AMINA, "A1")), changes.pop("omar", person(OMAR, None))
    spaces = {
        id_: SpaceFacts(id_, type_, SpaceStatus.active, name, seat_limit=limit)
        for id_, type_, name, limit in (
            (ARABIC, SpaceType.language_community, "Arabic", None),
            (GENDER, SpaceType.task_team, "Gender", 1),
            (ADVOCACY, SpaceType.working_group, "Advocacy", None),
        )
    }
    world = Known(
        day=TODAY,
        by_ref={"A1": amina},
        by_email={"amina@example.org": amina, "omar@example.org": omar},
        organisations={"Relief": frozenset({RELIEF}), "Twin": frozenset({TWIN_A, TWIN_B})},
        spaces={
            "Arabic": frozenset({ARABIC}),
            "Gender": frozenset({GENDER}),
            "Advocacy": frozenset({ADVOCACY}),
        },
        on=lambda _day: spaces,
        rulebook=lambda _day: shipped()[0],
    )
    return replace(world, **changes)


def row(number: int = 2, **cells: Any) -> Candidate:
    values: dict[str, Any] = {
        name: cells.pop(name) for name in ("full_name", "country", "email") if name in cells
    }
    return Candidate(number, values=values, **cells)


def one(candidate: Candidate, world: Known | None = None) -> Verdict:
    return plan([candidate], world or known())[0]


def told(verdict: Verdict) -> tuple[str, str | None, str | None]:
    return verdict.result, verdict.field, verdict.code


NEW: dict[str, Any] = {"email_key": "new@example.org", "full_name": "Nour"}


@pytest.mark.parametrize(
    ("candidate", "expected"),
    [
        pytest.param(row(**NEW), ("created", None, None), id="somebody new"),
        pytest.param(
            row(email_key="x@example.org"), ("error", "full_name", "required"), id="new without a name"
        ),
        pytest.param(
            row(external_ref="A1", full_name="Amina"), ("unchanged", None, None), id="as she is known"
        ),
        pytest.param(row(external_ref="A1", country="SO"), ("updated", None, None), id="another country"),
        pytest.param(row(email_key="omar@example.org"), ("unchanged", None, None), id="blank never erases"),
        pytest.param(
            row(external_ref="A1", email_key="omar@example.org"),
            ("conflict", "email", "two_people"),
            id="two people",
        ),
        pytest.param(
            row(external_ref="Z9", email_key="amina@example.org"),
            ("conflict", "external_ref", "other_reference"),
            id="her address under another reference",
        ),
        pytest.param(
            row(trouble=Trouble("country", "not_a_country")), ("error", "country", "not_a_country"), id="told"
        ),
        pytest.param(
            row(**NEW, organisation="Nobody"), ("error", "organisation", "unknown_organisation"), id="unknown"
        ),
        pytest.param(
            row(**NEW, organisation="Twin"), ("error", "organisation", "ambiguous_organisation"), id="twins"
        ),
        pytest.param(
            row(**NEW, status=MemberStatus.active), ("error", "status", "consent_missing"), id="no consent"
        ),
    ],
)
def test_each_row_has_a_verdict_and_says_where_it_hurts(
    candidate: Candidate, expected: tuple[str, str | None, str | None]
) -> None:
    assert told(one(candidate)) == expected


@pytest.mark.rule("R3")
class TestConsent:
    def test_without_evidence_a_person_is_at_most_unconfirmed(self) -> None:
        assert one(row(**NEW)).status is MemberStatus.unconfirmed

    def test_with_evidence_a_new_person_is_active(self) -> None:
        assert one(row(**NEW, consent=FORM)).status is MemberStatus.active

    def test_an_unconfirmed_person_becomes_active_by_it(self) -> None:
        world = known(amina=person(AMINA, "A1", MemberStatus.unconfirmed))
        verdict = one(row(external_ref="A1", consent=FORM), world)
        assert (verdict.result, verdict.status, verdict.consent) == ("updated", MemberStatus.active, FORM)

    def test_nobody_is_demoted_by_a_list_that_does_not_know(self) -> None:
        assert told(one(row(external_ref="A1", status=MemberStatus.unconfirmed))) == ("unchanged", None, None)

    def test_consent_on_record_is_no_change(self) -> None:
        assert one(row(external_ref="A1", consent=FORM)).changed == ()


class TestSamePersonTwice:
    @pytest.mark.parametrize(
        "second",
        [row(3, external_ref="A1"), row(3, email_key="amina@example.org")],
        ids=["by reference", "by address"],
    )
    def test_the_earlier_row_wins(self, second: Candidate) -> None:
        verdicts = plan([row(2, external_ref="A1", country="SO"), second], known())
        assert [verdict.result for verdict in verdicts] == ["updated", "duplicate_in_file"]
        assert verdicts[1].params == {"row": 2}

    def test_a_broken_row_takes_nobody_s_place(self) -> None:
        broken = row(2, email_key="new@example.org", trouble=Trouble("country", "not_a_country"))
        assert [one.result for one in plan([broken, row(3, **NEW)], known())] == ["error", "created"]


class TestAffiliations:
    def test_a_known_organisation_begins_an_affiliation(self) -> None:
        verdict = one(row(external_ref="A1", organisation="Relief", job_title="Officer"))
        assert (verdict.changed, verdict.organisation_id, verdict.job_title) == (
            ("organisation",),
            RELIEF,
            "Officer",
        )

    def test_one_that_holds_is_no_change(self) -> None:
        world = known(amina=person(AMINA, "A1", works_at={RELIEF: "Officer"}))
        assert one(row(external_ref="A1", organisation="Relief"), world).result == "unchanged"

    def test_another_title_is_one(self) -> None:
        world = known(amina=person(AMINA, "A1", works_at={RELIEF: "Officer"}))
        assert one(row(external_ref="A1", organisation="Relief", job_title="Head"), world).changed == (
            "job_title",
        )


class TestSeats:
    """A seat in a list passes the very rules of an application (R29)."""

    def wish(self, space: str, starts_on: date | None = None, ends_on: date | None = None) -> Candidate:
        return row(external_ref="A1", seat=SeatWish(space, starts_on, ends_on))

    def test_an_active_member_joins_a_language_community(self) -> None:
        assert one(self.wish("Arabic")).changed == ("space",)

    @pytest.mark.rule("S15")
    def test_a_refused_seat_makes_the_whole_row_an_error(self) -> None:
        verdict = one(row(external_ref="A1", country="SO", seat=SeatWish("Advocacy", None, None)))
        assert (told(verdict), verdict.changed) == (("error", "space", "individual_not_permitted"), ())

    def test_an_unconfirmed_person_takes_no_seat(self) -> None:
        verdict = one(row(**NEW, seat=SeatWish("Arabic", None, None)))
        assert told(verdict) == ("error", "space", "not_an_active_member")

    def test_a_live_seat_is_no_change(self) -> None:
        held = SeatFacts(ARABIC, SpaceType.language_community, date(2025, 1, 1))
        world = known(amina=person(AMINA, "A1", seats=(held,)))
        assert one(self.wish("Arabic"), world).result == "unchanged"

    def test_the_last_seat_goes_to_the_earlier_row(self) -> None:
        rows = [
            self.wish("Gender"),
            row(3, email_key="omar@example.org", seat=SeatWish("Gender", None, None)),
        ]
        assert [told(verdict)[2] for verdict in plan(rows, known())] == [None, "seats_full"]

    @pytest.mark.rule("R30")
    def test_history_is_recorded_and_policy_only_warns(self) -> None:
        verdict = one(self.wish("Advocacy", date(2024, 1, 1), date(2025, 1, 1)), self._with_mandate())
        assert verdict.seat is not None
        assert verdict.seat.historic
        assert [(found.code, found.outcome) for found in verdict.seat.findings] == [
            ("individual_not_permitted", "warn")
        ]

    def _with_mandate(self) -> Known:
        from api.rules.facts import MandateFacts

        space = known().on(TODAY)[ADVOCACY]
        mandate = MandateFacts(date(2023, 1, 1), None, date(2026, 1, 1))
        return known(on=lambda _day: {ADVOCACY: replace(space, mandate=mandate)})

    def test_a_seat_that_is_to_end_is_not_history(self) -> None:
        verdict = one(self.wish("Arabic", date(2026, 1, 1), date(2027, 1, 1)))
        assert told(verdict) == ("error", "ends_on", "in_the_future")

    def test_an_unknown_space_is_told(self) -> None:
        assert told(one(self.wish("Nowhere"))) == ("error", "space", "unknown_space")
