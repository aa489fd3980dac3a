"""Applications waiting for a decision: of every kind. Three were right when made and will be
refused now; of the two for the last seat of the demo reference group, the second one decided will be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from api.demo.cast import Cast
from api.demo.content import Application, Consent, Person, Recorded, Seat
from api.demo.days import months_before
from api.demo.network import Network
from api.rules.codes import Code
from api.rules.enums import ApplicationStatus, Kind, MemberStatus, RepresentativeRole

BOTH_ROLES = (RepresentativeRole.primary, RepresentativeRole.alternate)


@dataclass(frozen=True)
class _Desk:
    """What one needs to know to write an application that is right on the day."""

    cast: Cast
    network: Network
    seats: Sequence[Seat]

    def ago(self, days: int) -> date:
        return self.cast.today - timedelta(days=days)

    def holders(self, *spaces: str) -> list[str]:
        """Who holds a live seat in one of the spaces, in the order in which they took it."""
        return [seat.holder for seat in self.seats if seat.space in spaces and seat.ends_on is None]

    def withdrawn_from(self, space: str) -> str:
        """The organisation that gave up its seat there this month."""
        return next(
            seat.holder
            for seat in reversed(self.seats)
            if seat.space == space and seat.ends_on and seat.ends_on > self.ago(30)
        )

    def newcomers(self, slugs: Sequence[str], *spaces: str) -> Iterator[str]:
        """Those of `slugs` that never held a seat in any of the spaces."""
        seated = {seat.holder for seat in self.seats if seat.space in spaces}
        return (slug for slug in slugs if slug not in seated)

    def members(self) -> Iterator[Person]:
        """Active members without any seat, the newest of at least a year first."""
        seated = {seat.holder for seat in self.seats}
        settled = [person for person in self.cast.unattached if (person.joined_on or self.cast.today) < self.ago(365)]
        return (person for person in reversed(settled) if person.email not in seated)

    def organisation(
        self, space: str, slug: str, days: int, statement: str, *also: str, refused_with: Code | None = None
    ) -> Application:
        return Application(
            space=space,
            kind=Kind.institutional,
            holder=slug,
            submitted_on=self.ago(days),
            status=ApplicationStatus.submitted if days < 15 else ApplicationStatus.under_review,
            statement=statement,
            representatives=tuple(zip(BOTH_ROLES, self.cast.staff[slug], strict=False)),
            also_apply_to=also,
            refused_with=(refused_with,) if refused_with else (),
        )

    def member(
        self,
        space: str,
        person: Person,
        submitted_on: date,
        statement: str,
        *,
        recorded: Recorded | None = None,
        refused_with: Code | None = None,
    ) -> Application:
        waiting = self.cast.today - submitted_on
        return Application(
            space=space,
            kind=Kind.individual,
            holder=person.email,
            submitted_on=submitted_on,
            status=ApplicationStatus.submitted if waiting.days < 15 else ApplicationStatus.under_review,
            statement=statement,
            recorded=recorded,
            refused_with=(refused_with,) if refused_with else (),
        )


def applications(cast: Cast, network: Network, seats: Sequence[Seat]) -> tuple[Application, ...]:
    desk = _Desk(cast, network, seats)
    return (*_institutional(desk), *_individual(desk), *_overtaken(desk))


def _institutional(desk: _Desk) -> Iterator[Application]:
    groups = ("advocacy", "education-policy", "standards-and-practice", "steering-group")
    partners = desk.newcomers(desk.cast.partners, *groups)
    outsiders = desk.newcomers(desk.cast.outsiders, *groups, "demo-reference-group")
    yield desk.organisation("advocacy", next(partners), 24, "We campaign for education in crises in six countries.")
    yield desk.organisation("advocacy", next(outsiders), 6, "Notre association travaille avec les écoles déplacées.")
    yield desk.organisation(
        "standards-and-practice", next(partners), 17, "Formamos a docentes en zonas de conflicto.", "pss-sel"
    )
    yield desk.organisation("standards-and-practice", next(outsiders), 3, "نعمل مع المعلمين في المخيمات.")
    in_practice = desk.holders("standards-and-practice")
    stream = desk.newcomers(in_practice, "knowledge-management")
    yield desk.organisation("knowledge-management", next(stream), 9, "We keep a library of field-tested materials.")
    collaborative = desk.newcomers(desk.holders("advocacy"), "teachers-in-crisis-contexts")
    yield desk.organisation("teachers-in-crisis-contexts", next(collaborative), 12, "We train refugee teachers.")
    senior = desk.newcomers(desk.cast.partners[20:], *groups)
    yield desk.organisation("steering-group", next(senior), 8, "We offer to serve a term on the Steering Group.")
    yield desk.organisation("demo-reference-group", next(outsiders), 11, "We offer expertise in assessment.")


def _individual(desk: _Desk) -> Iterator[Application]:
    gender, technology, youth, expert = islice(desk.members(), 4)
    yield desk.member("gender", gender, desk.ago(5), "I work on safe routes to school for girls.")
    consent = Consent(desk.ago(14), "e-mail to the conveners")
    yield desk.member(
        "technology-and-education-in-crises",
        technology,
        desk.ago(13),
        "I look after offline learning in two camps.",
        recorded=Recorded(desk.ago(14), "e-mail", consent),
    )
    yield desk.member("adolescents-and-youth", youth, desk.ago(31), "Je coordonne des clubs de jeunes.")
    yield desk.member("demo-reference-group", expert, desk.ago(4), "I have reviewed guidance on assessment.")


def _overtaken(desk: _Desk) -> Iterator[Application]:
    """Right when they were made; the facts have aged since (R26)."""
    # the parent seat was given up while the application waited
    yield desk.organisation(
        "monitoring-and-evaluation",
        desk.withdrawn_from("standards-and-practice"),
        40,
        "We would like to share our monitoring tools.",
        refused_with=Code.parent_wg_seat_required,
    )
    # the mandate's due day passed and nobody has decided to extend it (R20)
    policy = desk.newcomers(desk.cast.partners[30:], "education-policy", "steering-group")
    before_due = (desk.cast.today - months_before(desk.cast.today, 5)).days
    yield desk.organisation(
        "education-policy",
        next(policy),
        before_due,
        "Trabalhamos com o ministério num plano para crises.",
        refused_with=Code.space_not_open,
    )
    # the applicant was suspended meanwhile
    suspended = max(
        (person for person in desk.cast.people if person.status is MemberStatus.suspended),
        key=lambda person: person.states[-1].starts_on,
    )
    yield desk.member(
        "inclusive-education-and-disability",
        suspended,
        suspended.states[-1].starts_on - timedelta(days=1),
        "I teach sign language.",
        refused_with=Code.not_an_active_member,
    )

