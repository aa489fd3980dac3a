"""The plan of an import as a table of cases: what is known, what a row says, and what becomes of it. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from api.rules.enums import Door, ImportResult, MemberStatus, SpaceStatus, SpaceType
from api.rules.facts import SpaceFacts
from api.rules.import_facts import Candidate, Known, Person, SeatWish, Trouble, Verdict
from api.rules.import_plan import plan
from api.rules.rulebook import Rulebook, RulebookError
from tests.rules.network import RULES, TODAY, an_id, member, seat_in, space

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
AMINA, BILAL, SCHOOL, OTHER_SCHOOL = an_id(901), an_id(902), an_id(911), an_id(912)
CONSENT, OLD_CONSENT = (date(2026, 1, 15), "web form"), (date(2020, 1, 1), "paper")
TEAM, COMMUNITY, GROUP = (
    space(kind) for kind in (SpaceType.task_team, SpaceType.language_community, SpaceType.working_group)
)
SPACES = {"team": TEAM, "community": COMMUNITY, "group": GROUP}


def person(id_: UUID = AMINA, status: str = "active", **facts: Any) -> Person:
    """A known member: Amina, by her reference and her address, with consent unless she is unconfirmed."""
    held: dict[str, Any] = {
        "values": {"full_name": "Amina", "email": "amina@example.org", "country": "KE", "topics": ["gender"]},
        "external_ref": "A",
        "email_key": "amina@example.org",
        "consents": frozenset() if status == "unconfirmed" else frozenset({OLD_CONSENT}),
        "works_at": {},
        "holder": replace(member(MemberStatus(status)), id=id_),
    }
    held |= facts
    return Person(id=id_, status=MemberStatus(status), has_consent=bool(held["consents"]), **held)


UNCONFIRMED = person(status="unconfirmed")
BILAL_HIMSELF = person(BILAL, values={"full_name": "Bilal"}, external_ref="B", email_key="bilal@example.org")


def known(*people: Person, spaces: Mapping[str, SpaceFacts] = SPACES, **more: Any) -> Known:
    by_id = {one.id: one for one in spaces.values()}
    return Known(
        day=TODAY,
        by_ref={one.external_ref: one for one in people if one.external_ref},
        by_email={one.email_key: one for one in people if one.email_key},
        organisations={"school": frozenset({SCHOOL}), "ministry": frozenset({SCHOOL, OTHER_SCHOOL})},
        spaces={**{name: frozenset({one.id}) for name, one in spaces.items()}, "both": frozenset(by_id)},
        on=lambda day: by_id,
        rulebook=in_force,
        **more,
    )


def in_force(day: date) -> Rulebook:
    if day < RULES.effective_from:
        raise RulebookError("rulebooks", "effective_from", "none is in force")
    return RULES


def row(
    number: int = 2, ref: str | None = "A", email: str | None = "amina@example.org", **says: Any
) -> Candidate:
    """A row about Amina. Keywords that are columns of a person go into `values`."""
    own = {
        name: says.pop(name)
        for name in ("status", "consent", "organisation", "job_title", "seat")
        if name in says
    }
    values = {"full_name": "Amina", **({"email": email} if email else {}), **says}
    values = {name: value for name, value in values.items() if value is not None}
    return Candidate(number, external_ref=ref, email_key=email, values=values, **own)


def judged(candidate: Candidate, *people: Person, **more: Any) -> Verdict:
    (verdict,) = plan([candidate], known(*people, **more))
    return verdict


def told(verdict: Verdict) -> tuple[str, str | None, str | None]:
    return verdict.result.value, verdict.field, verdict.code


class TestWhoIsMeant:
    @pytest.mark.parametrize(
        ("candidate", "people", "expected"),
        [
            (row(), (), ("created", None, None)),
            (row(), (person(),), ("unchanged", None, None)),
            (row(email=None), (person(),), ("unchanged", None, None)),
            (row(ref=None), (person(),), ("unchanged", None, None)),
            (row(ref="new"), (person(external_ref=None),), ("updated", None, None)),
            (row(email="new@example.org"), (person(),), ("conflict", "email", "other_address")),
            (row(email="new@example.org"), (UNCONFIRMED,), ("updated", None, None)),
            (row(), (person(email_key=None, values={}),), ("updated", None, None)),
            (row(ref=None, full_name="Somebody Else"), (person(),), ("updated", None, None)),
            (row(ref="B"), (person(), BILAL_HIMSELF), ("conflict", "email", "two_people")),
            (row(ref="new"), (person(),), ("conflict", "external_ref", "other_reference")),
            (row(full_name=None), (person(),), ("unchanged", None, None)),
            (row(full_name=None), (), ("error", "full_name", "required")),
        ],
    )
    def test_a_person_is_found_by_reference_then_by_address_and_never_by_name(
        self, candidate: Candidate, people: tuple[Person, ...], expected: tuple[str, str | None, str | None]
    ) -> None:
        assert told(judged(candidate, *people)) == expected

    @pytest.mark.parametrize(
        ("first", "second", "people", "expected"),
        [
            (row(2), row(3), (), ("duplicate_in_file", None, "earlier_row")),
            (row(2), row(3, ref=None), (), ("duplicate_in_file", None, "earlier_row")),
            (row(2), row(3, email="other@example.org"), (), ("duplicate_in_file", None, "earlier_row")),
            (row(2, email=None), row(3, ref=None), (person(),), ("duplicate_in_file", None, "earlier_row")),
            (row(2), row(3, ref="Z"), (), ("conflict", "external_ref", "other_reference")),
            (row(2), row(3, ref="Z", email="z@example.org"), (), ("created", None, None)),
            (row(2, full_name=None), row(3), (), ("created", None, None)),
            (row(2, organisation="nowhere"), row(3), (), ("created", None, None)),
            (row(2, ref="B"), row(3), (person(), BILAL_HIMSELF), ("unchanged", None, None)),
            (Candidate(2, Trouble("country", "not_a_country")), row(3), (), ("created", None, None)),
            (
                row(2, email="b@example.org"),
                row(3, ref="Z", email="b@example.org"),
                (UNCONFIRMED,),
                ("conflict", "external_ref", "other_reference"),
            ),
        ],
    )
    def test_one_row_speaks_for_a_person_and_a_refused_row_for_nobody(
        self,
        first: Candidate,
        second: Candidate,
        people: tuple[Person, ...],
        expected: tuple[str, str | None, str | None],
    ) -> None:
        _, verdict = plan([first, second], known(*people))
        assert told(verdict) == expected
        assert verdict.params == ({"row": 2} if verdict.code == "earlier_row" else {})

    def test_an_address_that_was_suppressed_stays_away(self) -> None:
        verdict = judged(row(), suppressed=frozenset({"amina@example.org"}))
        assert told(verdict) == ("suppressed", "email", "suppressed")

    def test_every_row_gets_one_verdict_in_the_order_of_the_file(self) -> None:
        rows = [row(2), Candidate(5, Trouble(None, "ragged_row")), row(9), row(12, ref="Z", email=None)]
        assert [verdict.row for verdict in plan(rows, known())] == [2, 5, 9, 12]


class TestWhatChanges:
    @pytest.mark.parametrize(
        ("says", "changed", "before"),
        [
            ({}, (), {}),
            ({"country": "KE", "topics": ["gender"]}, (), {}),
            ({"country": "NO"}, ("country",), {"country": "KE"}),
            ({"topics": ["gender", "health"]}, ("topics",), {"topics": ["gender"]}),
            ({"given_name": "Amina"}, ("given_name",), {"given_name": None}),
            ({"email": "AMINA@example.org"}, (), {}),
            ({"consent": OLD_CONSENT}, (), {}),
            ({"consent": CONSENT}, ("consent_date",), {}),
            ({"organisation": "school", "job_title": "Head"}, ("organisation",), {}),
        ],
    )
    def test_is_what_the_row_fills_and_the_person_has_otherwise(
        self, says: dict[str, Any], changed: tuple[str, ...], before: dict[str, Any]
    ) -> None:
        email = says.pop("email", None)
        candidate = row(**says)
        if email:
            candidate = replace(candidate, values={**candidate.values, "email": email})
        verdict = judged(candidate, person())
        assert (verdict.changed, verdict.before) == (changed, before)
        assert verdict.result is (ImportResult.updated if changed else ImportResult.unchanged)

    @pytest.mark.parametrize(
        ("organisation", "title", "held", "expected"),
        [
            ("school", None, {}, (SCHOOL, None, ("organisation",))),
            ("school", "Head", {}, (SCHOOL, "Head", ("organisation",))),
            ("school", None, {SCHOOL: "Teacher"}, (None, None, ())),
            ("school", "Teacher", {SCHOOL: "Teacher"}, (None, None, ())),
            ("school", "Head", {SCHOOL: "Teacher"}, (SCHOOL, "Head", ("job_title",))),
            ("school", "Head", {OTHER_SCHOOL: "Teacher"}, (SCHOOL, "Head", ("organisation",))),
            (None, "Head", {SCHOOL: "Teacher"}, (None, None, ())),
        ],
    )
    def test_of_where_somebody_works_is_added_and_never_ended(
        self, organisation: str | None, title: str | None, held: dict[UUID, str], expected: tuple[Any, ...]
    ) -> None:
        verdict = judged(row(organisation=organisation, job_title=title), person(works_at=held))
        assert (verdict.organisation_id, verdict.job_title, verdict.changed) == expected

    @pytest.mark.parametrize(
        ("name", "code"), [("nowhere", "unknown_organisation"), ("ministry", "ambiguous_organisation")]
    )
    def test_of_an_organisation_is_never_guessed(self, name: str, code: str) -> None:
        assert told(judged(row(organisation=name))) == ("error", "organisation", code)


class TestStatus:
    @pytest.mark.parametrize(
        ("before", "says", "consent", "expected"),
        [
            # somebody new
            (None, None, None, "unconfirmed"),
            (None, None, CONSENT, "active"),
            (None, "unconfirmed", CONSENT, "unconfirmed"),
            (None, "active", CONSENT, "active"),
            (None, "active", None, "consent_missing"),
            (None, "external", CONSENT, "external"),
            (None, "external", None, "consent_missing"),
            (None, "suspended", CONSENT, "suspended"),
            (None, "suspended", None, "consent_missing"),
            (None, "left", CONSENT, "left"),
            # known, not confirmed
            ("unconfirmed", None, None, "unconfirmed"),
            ("unconfirmed", None, CONSENT, "active"),
            ("unconfirmed", "unconfirmed", CONSENT, "unconfirmed"),
            ("unconfirmed", "active", None, "consent_missing"),
            ("unconfirmed", "active", CONSENT, "active"),
            ("unconfirmed", "left", None, "left"),
            ("unconfirmed", "suspended", None, "transition_not_allowed"),
            # active: no list makes less of it but one that says they left or are suspended
            ("active", None, None, "active"),
            ("active", "unconfirmed", None, "active"),
            ("active", "active", None, "active"),
            ("active", "external", CONSENT, "transition_not_allowed"),
            ("active", "suspended", None, "suspended"),
            ("active", "left", None, "left"),
            # the others
            ("external", None, CONSENT, "external"),
            ("external", "active", CONSENT, "active"),
            ("suspended", None, CONSENT, "suspended"),
            ("suspended", "unconfirmed", None, "suspended"),
            ("suspended", "active", None, "active"),
            ("left", None, CONSENT, "left"),
            ("left", "unconfirmed", None, "left"),
            ("left", "suspended", None, "transition_not_allowed"),
        ],
    )
    @pytest.mark.rule("R3", "R8", "R33")
    def test_after_a_row(
        self, before: str | None, says: str | None, consent: tuple[date, str] | None, expected: str
    ) -> None:
        people = [person(status=before)] if before else []
        verdict = judged(row(status=MemberStatus(says) if says else None, consent=consent), *people)
        if verdict.result is ImportResult.error:
            assert (verdict.field, verdict.code) == ("status", expected)
        else:
            assert (verdict.status or before) == expected
            assert (verdict.status is not None) == (expected != before)

    def test_consent_on_record_confirms_nobody_again(self) -> None:
        """Whoever was set back by hand is not brought forward by the list that came before."""
        somebody = person(status="unconfirmed", consents=frozenset({OLD_CONSENT}))
        assert judged(row(consent=OLD_CONSENT), somebody).result is ImportResult.unchanged

    def test_consent_that_was_withdrawn_is_no_evidence(self) -> None:
        somebody = person(status="unconfirmed", withdrawn=frozenset({CONSENT}))
        assert judged(row(consent=CONSENT), somebody).result is ImportResult.unchanged
        asked = row(consent=CONSENT, status=MemberStatus.active)
        assert told(judged(asked, somebody)) == ("error", "status", "consent_missing")

    @pytest.mark.rule("R33")
    def test_who_left_works_nowhere_for_the_network(self) -> None:
        verdict = judged(row(status=MemberStatus.left, organisation="school"), person())
        assert (verdict.changed, verdict.organisation_id) == (("status",), None)
        assert judged(row(organisation="school"), person(status="left")).result is ImportResult.unchanged


class TestSeats:
    @pytest.mark.parametrize(
        ("name", "status", "code"),
        [
            ("team", "active", None),
            ("community", "active", None),
            ("group", "active", "individual_not_permitted"),
            ("team", "suspended", "not_an_active_member"),
            ("team", "left", "not_an_active_member"),
            ("team", "unconfirmed", "not_an_active_member"),
            ("nowhere", "active", "unknown_space"),
            ("both", "active", "ambiguous_space"),
        ],
    )
    @pytest.mark.rule("S13", "S31", "S37", "R29")
    def test_pass_the_rules_of_an_application(self, name: str, status: str, code: str | None) -> None:
        verdict = judged(row(seat=SeatWish(name, None, None)), person(status=status))
        assert verdict.code == code
        assert (verdict.seat is None) == (code is not None)

    @pytest.mark.rule("R29")
    def test_are_judged_by_what_the_person_is_after_the_row(self) -> None:
        wish = SeatWish("team", None, None)
        for people in ((), (person(status="unconfirmed"),)):
            assert judged(row(seat=wish, consent=CONSENT), *people).seat is not None
        assert judged(row(seat=wish, status=MemberStatus.suspended), person()).code == "not_an_active_member"

    def test_come_through_the_door_of_the_type(self) -> None:
        doors = {"team": Door.application, "community": Door.join}
        for name, door in doors.items():
            seat = judged(row(seat=SeatWish(name, None, None), consent=CONSENT)).seat
            assert seat is not None
            assert (seat.door, seat.starts_on, seat.ends_on, seat.historic) == (door, TODAY, None, False)

    @pytest.mark.rule("R18", "R19")
    def test_of_earlier_rows_count_towards_the_limit(self) -> None:
        full = {"team": replace(TEAM, seat_limit=2, seats_taken=0)}
        wish, rows = SeatWish("team", None, None), []
        for number, organisation in enumerate((None, "nowhere", None, None), 2):
            rows.append(
                row(
                    number,
                    ref=f"N{number}",
                    email=None,
                    seat=wish,
                    consent=CONSENT,
                    organisation=organisation,
                )
            )
        verdicts = plan(rows, known(spaces=full))
        assert [one.code for one in verdicts] == [None, "unknown_organisation", None, "seats_full"]

    @pytest.mark.parametrize(
        ("wish", "held", "result"),
        [
            ((None, None), (date(2025, 1, 1), None), "unchanged"),
            ((date(2025, 1, 1), None), (date(2025, 1, 1), None), "unchanged"),
            ((date(2024, 1, 1), date(2024, 6, 1)), (date(2024, 1, 1), date(2024, 6, 1)), "unchanged"),
            ((date(2024, 1, 1), date(2024, 1, 1)), (date(2024, 1, 1), date(2024, 1, 1)), "unchanged"),
            ((date(2025, 2, 1), None), (date(2025, 1, 1), None), "already_seated"),
            ((None, None), (date(2024, 1, 1), date(2024, 6, 1)), "updated"),
        ],
    )
    def test_that_are_there_already_change_nothing(
        self, wish: tuple[date | None, date | None], held: tuple[date, date | None], result: str
    ) -> None:
        seat = seat_in(TEAM.id, TEAM.type, *held)
        somebody = person(seats={TEAM.id: frozenset({held})})
        assert somebody.holder is not None
        holder = replace(somebody.holder, seats=(seat,) if held[0] != held[1] else ())
        verdict = judged(row(seat=SeatWish("team", *wish)), replace(somebody, holder=holder))
        assert (verdict.code or verdict.result.value) == result

    @pytest.mark.rule("R30")
    def test_of_the_past_are_history_where_policy_only_warns(self) -> None:
        past = SeatWish("group", date(2025, 4, 1), date(2025, 6, 1))
        seat = judged(row(seat=past), person()).seat
        assert seat is not None
        assert seat.historic
        assert [found.code for found in seat.findings if found.outcome == "warn"] == [
            "individual_not_permitted"
        ]

    @pytest.mark.rule("R30")
    def test_begun_in_the_past_and_still_open_obey_the_rules_of_today(self) -> None:
        ended = replace(TEAM, status=SpaceStatus.disbanded)
        facts = replace(known(person()), on=lambda day: {TEAM.id: ended if day == TODAY else TEAM})
        (verdict,) = plan([row(seat=SeatWish("team", date(2025, 1, 1), None))], facts)
        assert told(verdict) == ("error", "space", "space_not_open")

    @pytest.mark.parametrize(
        ("wish", "field", "code"),
        [
            (SeatWish("team", YESTERDAY, TOMORROW), "ends_on", "in_the_future"),
            (SeatWish("team", date(1999, 1, 1), None), "starts_on", "before_the_rules"),
        ],
    )
    def test_on_days_that_cannot_be_are_refused(self, wish: SeatWish, field: str, code: str) -> None:
        assert told(judged(row(seat=wish), person())) == ("error", field, code)
