"""What a caller is to the people they ask about: read from rows, set-based, the same for answers, lists and filters."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from api import clock
from api.models import Affiliation, Application, Member, Membership, Representative, Space
from api.rules.enums import MemberStatus
from api.rules.field_classes import CHOICES, MEMBER, NOT_LISTED, SECRETARIAT, WHOLE, Viewer, Viewers, When
from api.rules.lifecycle import OPEN_APPLICATION
from api.rules.permissions import Actor, Role
from api.services import affiliations, callers, facts, lookup

Holds = dict[Viewer, ColumnElement[bool]]


def sitting(space_ids: Any, on: date) -> Select[Any]:
    """The ids of people who sit or fill a seat in these spaces on the day."""
    seats = select(Membership.member_id.label("id")).where(
        Membership.space_id.in_(space_ids), Membership.member_id.is_not(None), facts.live_on(on)
    )
    filled = (
        select(Representative.member_id)
        .join(Membership, Membership.id == Representative.membership_id)
        .where(Membership.space_id.in_(space_ids), facts.live_on(on), *_agreed(on))
    )
    return select(union_all(seats, filled).subquery().c.id)


def _spaces_of(member_id: UUID, on: date) -> Select[Any]:
    """The spaces in which a person sits or fills a seat on the day."""
    seats = select(Membership.space_id.label("id")).where(
        Membership.member_id == member_id, facts.live_on(on)
    )
    filled = (
        select(Membership.space_id)
        .join(Representative, Representative.membership_id == Membership.id)
        .where(Representative.member_id == member_id, facts.live_on(on), *_agreed(on))
    )
    return select(union_all(seats, filled).subquery().c.id)


def sits_in(by: Actor, space_id: Any) -> ColumnElement[bool]:
    """Whether the caller takes part in the space of this column today: sits there, fills a seat, leads it, or speaks
    for an organisation with a seat. Whoever is suspended rests (R33). The secretariat takes part everywhere."""
    if by.is_secretariat:
        return true()
    today = clock.today()
    ours = select(Membership.space_id).where(
        Membership.organisation_id.in_(by.organisation_ids), facts.live_on(today)
    )
    own = lookup.own(by)
    seated = and_(space_id.in_(_spaces_of(own, today)), ~callers.rests(own, today))
    return or_(space_id.in_(by.led_ids), seated, space_id.in_(ours))


def _agreed(on: date) -> tuple[ColumnElement[bool], ...]:
    return Representative.agreed_on <= on, Representative.during.contains(on)


def _applying(space_ids: Collection[UUID]) -> Select[Any]:
    """The ids of people whose applications lie before whoever leads these spaces, or the spaces above."""
    below = select(Space.id).where(Space.parent_id.in_(space_ids))
    return select(Application.member_id).where(
        or_(Application.space_id.in_(space_ids), Application.space_id.in_(below)),
        Application.status.in_(OPEN_APPLICATION),
        Application.member_id.is_not(None),
    )


def holds(by: Actor) -> Holds:
    """For each thing the caller can be to somebody, the condition on `Member` under which they are."""
    if by.is_secretariat:
        return {Viewer.staff: true()}
    today, own = clock.today(), lookup.own(by)
    found: Holds = {}
    if by.member_id is not None:
        found[Viewer.self] = Member.id == own
    if by.organisation_ids:
        found[Viewer.organisation] = Member.id.in_(affiliations.confirmed_at(by.organisation_ids, today))
    if by.led_ids:
        deciding = by.of(frozenset({Role.leader}))
        below = select(Space.id).where(Space.parent_id.in_(deciding))  # whose leads they name
        here = or_(Space.id.in_(by.led_ids), Space.id.in_(below))
        sits = Member.id.in_(sitting(select(Space.id).where(here), today))
        applies = Member.id.in_(_applying(deciding))
        found[Viewer.leader] = or_(sits, applies) if deciding else sits
    if by.holds(Role.member):
        found[Viewer.fellow] = Member.id.in_(sitting(_spaces_of(own, today), today))
        found[Viewer.network] = Member.status == MemberStatus.active
    return found


def visible(by: Actor) -> Select[Any]:
    """Whom the caller may know of at all: whoever they are shown by name, or by the name they go by. Of the erased
    nobody knows."""
    return select(Member).where(Member.status != MemberStatus.erased, where_shown("full_name", by))


def where_shown(field: str, by: Actor, *, apart_from: Collection[Viewer] = ()) -> ColumnElement[bool]:
    """`seen` as a condition: the people of whom the caller is shown this field. A filter on it finds no others."""
    row = MEMBER.get(field, NOT_LISTED)
    choice = Member.visibility[row.chosen_by or field].astext
    cases: list[ColumnElement[bool]] = []
    for viewer, is_one in holds(by).items():
        when = row.when(viewer)
        if viewer in apart_from or when is When.never:
            continue
        asked = [is_one]
        if when is not When.always:
            asked.append(choice.in_(CHOICES[when]))
        if viewer not in WHOLE and not (when is When.always and row.at_risk):
            asked.append(Member.at_risk.is_(False))
        cases.append(and_(*asked))
    return or_(false(), *cases)


def working_at(by: Actor, organisation_id: UUID) -> ColumnElement[bool]:
    """Who works there today, as far as the caller is shown: of another body an organisation knows nobody."""
    today = clock.today()
    confirmed = Member.id.in_(affiliations.confirmed_at({organisation_id}, today))
    anyhow = Member.id.in_(
        select(Affiliation.member_id).where(
            Affiliation.organisation_id == organisation_id, Affiliation.during.contains(today)
        )
    )
    if by.is_secretariat:
        return anyhow
    apart = {Viewer.self} | (set() if organisation_id in by.organisation_ids else {Viewer.organisation})
    to_others = where_shown("affiliations", by, apart_from=apart)
    return or_(and_(confirmed, to_others), and_(anyhow, Member.id == lookup.own(by)))


async def viewers(session: AsyncSession, ids: Collection[UUID], *, by: Actor) -> dict[UUID, Viewers]:
    """What the caller is to each of these people, in one query."""
    if by.is_secretariat:
        return dict.fromkeys(ids, SECRETARIAT)
    conditions = holds(by)
    if not ids or not conditions:
        return dict.fromkeys(ids, frozenset())
    rows = await session.execute(
        select(Member.id, *(condition.label(viewer) for viewer, condition in conditions.items())).where(
            Member.id.in_(ids)
        )
    )
    return {
        row[0]: frozenset(viewer for viewer, is_one in zip(conditions, row[1:], strict=True) if is_one)
        for row in rows
    }
