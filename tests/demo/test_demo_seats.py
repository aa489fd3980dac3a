"""Every seat and every application of the demo network, held against the rules on its own day."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from api.demo.judging import Judge, Refused, accept
from api.demo.plan import Plan
from api.rules.enums import Kind, MemberStatus, RepresentativeRole, SpaceStatus, SpaceType
from api.rules.findings import eligible
from api.rules.rulebook import in_force, shipped


def live(demo: Plan, space: str) -> int:
    return sum(seat.space == space and seat.live_on(demo.today) for seat in demo.seats)


def test_every_seat_was_legal_on_the_day_it_was_taken(demo: Plan, ledger: Judge) -> None:
    refused = [(seat, findings) for seat in demo.seats if not eligible(findings := ledger.judge_seat(seat))]
    assert refused == []


def test_a_seat_that_breaks_a_rule_is_noticed(demo: Plan, ledger: Judge) -> None:
    stream = next(seat for seat in demo.seats if seat.space == "knowledge-management")
    stranger = replace(stream, holder=demo.applications[0].holder)
    twice = replace(stream, starts_on=demo.today)
    expected = [(stranger, "parent_wg_seat_required"), (twice, "already_seated")]
    for seat, code in expected:
        assert [found.code for found in ledger.judge_seat(seat) if found.outcome == "fail"] == [code]


def test_one_refused_seat_and_the_whole_network_is_refused(demo: Plan) -> None:
    left = next(person for person in demo.people if person.status is MemberStatus.left)
    seat = next(seat for seat in demo.seats if seat.space == "gender")
    broken = (*demo.seats, replace(seat, holder=left.email, starts_on=demo.today))
    with pytest.raises(Refused, match=f"{left.email} in gender, {demo.today}: not_an_active_member"):
        accept(Judge(replace(demo, seats=broken)))


def test_every_space_is_within_its_band_but_for_one_collaborative(demo: Plan) -> None:
    types = in_force(shipped(), demo.today).types
    outside = []
    for space in demo.network.spaces:
        band = types[space.type].band
        seats = live(demo, space.slug)
        if band and space.status is SpaceStatus.active and not band.min <= seats <= band.max:
            outside.append((space.slug, seats))
    assert outside == [("pss-sel", 18)]


def test_two_apply_for_the_last_seat_of_the_demo_reference_group(demo: Plan) -> None:
    assert live(demo, "demo-reference-group") + 1 == demo.network["demo-reference-group"].seat_limit
    assert sum(application.space == "demo-reference-group" for application in demo.applications) == 2


def test_live_seats_rest_on_live_seats(demo: Plan) -> None:
    seated = {(seat.space, seat.holder) for seat in demo.seats if seat.live_on(demo.today)}
    for slug, holder in seated:
        space = demo.network[slug]
        base = [space.parent] if space.parent else list(space.working_groups)
        assert not base or any((group, holder) in seated for group in base), (slug, holder)


def test_seats_end_with_what_they_rest_on(demo: Plan) -> None:
    for seat in demo.seats:
        space = demo.network[seat.space]
        assert (seat.ends_on is None) == (seat.end_reason is None)
        assert seat.ends_on is None or seat.starts_on <= seat.ends_on <= demo.today
        assert space.ends_on is None or seat.ends_on == space.ends_on
        if space.mandates:
            mandate = next(m for m in reversed(space.mandates) if m.starts_on <= seat.starts_on)
            assert mandate.ends_on is None or seat.ends_on == mandate.ends_on


def test_representatives_work_there_fill_one_role_and_stay_within_the_seat(demo: Plan, ledger: Judge) -> None:
    for seat in demo.seats:
        assert (seat.kind is Kind.institutional) == bool(seat.representatives)
        for filled in seat.representatives:
            posts = ledger.people[filled.member].affiliations
            assert any(p.organisation == seat.holder and p.starts_on <= filled.starts_on for p in posts)
            assert seat.starts_on <= filled.starts_on
            assert seat.ends_on is None or (filled.ends_on is not None and filled.ends_on <= seat.ends_on)
        for role in RepresentativeRole:
            filled_in_turn = [filled for filled in seat.representatives if filled.role is role]
            for earlier, later in pairwise(filled_in_turn):
                assert earlier.ends_on == later.starts_on


def test_nobody_fills_two_roles_in_one_space_at_once(demo: Plan) -> None:
    holdings: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for seat in demo.seats:
        if seat.kind is Kind.individual:
            period = (seat.starts_on, seat.ends_on or date.max)
            holdings.setdefault((seat.space, seat.holder), []).append(period)
        for filled in seat.representatives:
            period = (filled.starts_on, filled.ends_on or date.max)
            holdings.setdefault((seat.space, filled.member), []).append(period)
    for (space, person), periods in holdings.items():
        periods.sort()
        for earlier, later in pairwise(periods):
            assert earlier[1] <= later[0], (space, person)


def test_staff_are_hosted_by_partners(demo: Plan, ledger: Judge) -> None:
    staff = [
        (seat, ledger.organisations[seat.host or ""]) for seat in demo.seats if seat.space == "secretariat"
    ]
    assert live(demo, "secretariat") == 12
    assert all(host.is_partner_on(seat.starts_on) and host.is_partner_on(demo.today) for seat, host in staff)


def test_every_space_that_people_join_has_a_leader(demo: Plan) -> None:
    led = {seat.space for seat in demo.seats if any(lead.ends_on is None for lead in seat.leads)}
    for space in demo.network.spaces:
        if space.status is SpaceStatus.active and space.type is not SpaceType.secretariat:
            assert space.slug in led


def test_pending_applications_were_right_and_some_have_been_overtaken(demo: Plan, ledger: Judge) -> None:
    assert 12 <= len(demo.applications) <= 16
    for application in demo.applications:
        assert eligible(ledger.judge_application(application, application.submitted_on)), application
        today = ledger.judge_application(application, demo.today)
        assert tuple(found.code for found in today if found.outcome == "fail") == application.refused_with
    assert sum(bool(application.refused_with) for application in demo.applications) == 3
    holders = [(application.space, application.holder) for application in demo.applications]
    assert len(set(holders)) == len(holders)
