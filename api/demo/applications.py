"""Applications waiting for a decision, of every kind. Three were right when made and will be refused now.

Of the two for the last seat of the demo reference group, the one decided second will be refused too (R18).
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from api.demo.cast import Cast
from api.demo.content import Application, Consent, Person, Recorded, Seat
from api.demo.countries import served_language
from api.demo.days import months_before
from api.demo.files import read
from api.demo.network import Network
from api.rules.codes import Code
from api.rules.enums import ApplicationStatus, Kind, MemberStatus, RepresentativeRole

UNREAD = timedelta(days=15)  # a younger one has only been submitted
GROUPS = ("advocacy", "education-policy", "standards-and-practice", "steering-group")
BOTH_ROLES = (RepresentativeRole.primary, RepresentativeRole.alternate)


def applications(cast: Cast, network: Network, seats: Sequence[Seat]) -> tuple[Application, ...]:
    desk = _Desk(cast, network, seats)
    return (*_of_organisations(desk), *_of_members(desk), *_overtaken(desk))


def _of_organisations(desk: "_Desk") -> Iterator[Application]:
    partners = desk.newcomers(desk.cast.partners, *GROUPS)
    outsiders = desk.newcomers(desk.cast.outsiders, *GROUPS, "demo-reference-group")
    yield desk.organisation("advocacy", next(partners), 24)
    yield desk.organisation("advocacy", next(outsiders), 6)  # no partner yet (R24)
    yield desk.organisation("standards-and-practice", next(partners), 17, also="pss-sel")  # R7
    yield desk.organisation("standards-and-practice", next(outsiders), 3)
    in_practice = desk.newcomers(desk.holders("standards-and-practice"), "knowledge-management")
    yield desk.organisation("knowledge-management", next(in_practice), 9)
    in_advocacy = desk.newcomers(desk.holders("advocacy"), "teachers-in-crisis-contexts")
    yield desk.organisation("teachers-in-crisis-contexts", next(in_advocacy), 12)
    yield desk.organisation("steering-group", next(partners), 8)  # to the call that is open (R15)
    yield desk.organisation("demo-reference-group", next(outsiders), 11)


def _of_members(desk: "_Desk") -> Iterator[Application]:
    for_gender, for_technology, for_youth, expert = islice(desk.members(), 4)
    received_on = desk.ago(14)
    yield desk.member("gender", for_gender, desk.ago(5))
    yield desk.member(
        "technology-and-education-in-crises",
        for_technology,
        desk.ago(13),
        recorded=Recorded(received_on, "e-mail", Consent(received_on, "e-mail to the conveners")),
    )
    yield desk.member("adolescents-and-youth", for_youth, desk.ago(31))
    yield desk.member("demo-reference-group", expert, desk.ago(4))


def _overtaken(desk: "_Desk") -> Iterator[Application]:
    """Right when they were made; the facts have aged since (R26)."""
    # the parent seat was given up while the application waited
    former = desk.withdrawn_from("standards-and-practice")
    code = Code.parent_wg_seat_required
    yield desk.organisation("monitoring-and-evaluation", former, 40, refused_with=code)
    # the mandate's due day passed and nobody has decided to extend it (R20)
    before_due = (desk.cast.today - months_before(desk.cast.today, 5)).days
    newcomer = list(desk.newcomers(desk.cast.partners, *GROUPS))[-1]
    yield desk.organisation("education-policy", newcomer, before_due, refused_with=Code.space_not_open)
    # the applicant was suspended meanwhile
    applicant = desk.suspended_last()
    day_before = applicant.states[-1].starts_on - timedelta(days=1)
    code = Code.not_an_active_member
    yield desk.member("inclusive-education-and-disability", applicant, day_before, refused_with=code)


class _Desk:
    """What one needs to write an application that is right on its day."""

    def __init__(self, cast: Cast, network: Network, seats: Sequence[Seat]) -> None:
        self.cast = cast
        self._network = network
        self._seats = seats
        self._rng = random.Random("demo applications")
        self._countries = {organisation.slug: organisation.country for organisation in cast.organisations}

    def ago(self, days: int) -> date:
        return self.cast.today - timedelta(days=days)

    def holders(self, space: str) -> list[str]:
        return [seat.holder for seat in self._seats if seat.space == space and seat.ends_on is None]

    def newcomers(self, slugs: Sequence[str], *spaces: str) -> Iterator[str]:
        """Those of `slugs` that never held a seat in any of the spaces, in a fixed, mixed order."""
        seated = {seat.holder for seat in self._seats if seat.space in spaces}
        return iter([slug for slug in self._rng.sample(slugs, len(slugs)) if slug not in seated])

    def withdrawn_from(self, space: str) -> str:
        """The organisation that gave up its seat there this month."""
        since = self.ago(30)
        return next(
            seat.holder
            for seat in self._seats
            if seat.space == space and seat.ends_on and seat.ends_on > since
        )

    def members(self) -> Iterator[Person]:
        """Active members of more than a year, without any seat."""
        seated = {seat.holder for seat in self._seats}
        settled = [
            person for person in self.cast.unattached if (person.joined_on or self.ago(0)) < self.ago(365)
        ]
        return (person for person in self._rng.sample(settled, 500) if person.email not in seated)

    def suspended_last(self) -> Person:
        suspended = [person for person in self.cast.people if person.status is MemberStatus.suspended]
        return max(suspended, key=lambda person: person.states[-1].starts_on)

    def organisation(
        self, space: str, slug: str, days: int, *, also: str | None = None, refused_with: Code | None = None
    ) -> Application:
        """Submitted `days` ago by the organisation, which names two of its staff."""
        return Application(
            space=space,
            kind=Kind.institutional,
            holder=slug,
            submitted_on=self.ago(days),
            status=self._status(self.ago(days)),
            statement=self._statement(Kind.institutional, self._countries[slug], space),
            representatives=tuple(zip(BOTH_ROLES, self.cast.staff[slug], strict=False)),
            also_apply_to=(also,) if also else (),
            refused_with=(refused_with,) if refused_with else (),
        )

    def member(
        self,
        space: str,
        person: Person,
        submitted_on: date,
        *,
        recorded: Recorded | None = None,
        refused_with: Code | None = None,
    ) -> Application:
        return Application(
            space=space,
            kind=Kind.individual,
            holder=person.email,
            submitted_on=submitted_on,
            status=self._status(submitted_on),
            statement=self._statement(Kind.individual, person.country, space),
            recorded=recorded,
            refused_with=(refused_with,) if refused_with else (),
        )

    def _status(self, submitted_on: date) -> ApplicationStatus:
        unread = self.cast.today - submitted_on < UNREAD
        return ApplicationStatus.submitted if unread else ApplicationStatus.under_review

    def _statement(self, kind: Kind, country: str, space: str) -> str:
        text: str = read("applications.toml")[kind][served_language(country)]
        return text.format(space=self._network[space].name)
