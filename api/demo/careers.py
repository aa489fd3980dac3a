"""Where the people of the demo network work and worked: about 70 % somewhere, some in several places."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from api.demo.content import Affiliation, Organisation
from api.demo.countries import served_language
from api.demo.days import day_between
from api.demo.files import read
from api.rules.enums import OrganisationType

AFFILIATED = 0.67  # of those who are not core staff
AT_HOME = 0.7  # with an organisation of their own country, where there is one
SECOND_POST = 0.06
FORMER_POST = 0.2
CONFIRMED = 0.8
# Core staff have been there since before the oldest seat that the demo network tells of.
CORE_SINCE_DAYS = (3400, 5400)
HIRE_ABROAD = (
    OrganisationType.international_ngo,
    OrganisationType.un_agency,
    OrganisationType.multilateral,
    OrganisationType.network,
    OrganisationType.academic,
)

Career = tuple[Affiliation, ...]


class Careers:
    """Draws careers; it knows which organisations there are where."""

    def __init__(self, rng: random.Random, today: date, organisations: Sequence[Organisation]) -> None:
        self._rng = rng
        self._today = today
        self._titles = read("people.toml")["job_titles"]
        self._known = {organisation.slug: organisation for organisation in organisations}
        self._abroad = [organisation for organisation in organisations if organisation.type in HIRE_ABROAD]
        self._at_home: dict[str, list[Organisation]] = {}
        for organisation in organisations:
            self._at_home.setdefault(organisation.country, []).append(organisation)

    def of(self, country: str, employer: Organisation | None, known_on: date) -> Career:
        """`employer` makes them its core staff."""
        rng = self._rng
        if employer is not None:
            since = self._today - timedelta(days=rng.randint(*CORE_SINCE_DAYS))
            return (self._post(country, employer, since, None, confirmed_on=max(since, known_on)),)
        if rng.random() >= AFFILIATED:
            return ()
        first = day_between(rng, known_on - timedelta(days=900), known_on)
        now = self._somewhere(country)
        if rng.random() < FORMER_POST:
            changed_on = day_between(rng, first + timedelta(days=1), self._today)
            return self._moved(country, now, first, changed_on)
        posts = [self._post(country, now, first, None)]
        if rng.random() < SECOND_POST:
            other = self._somewhere(country)
            if other.slug != now.slug:
                posts.append(self._post(country, other, day_between(rng, first, self._today), None))
        return tuple(posts)

    def workplace(self, career: Career) -> str | None:
        """The mail domain of the first place they work at now."""
        return next((self._known[post.organisation].domain for post in career if post.ends_on is None), None)

    def _moved(self, country: str, now: Organisation, first: date, changed_on: date) -> Career:
        before = self._post(country, self._somewhere(country), first, changed_on)
        if self._rng.random() < FORMER_POST:
            return (before,)  # between two places
        return (before, self._post(country, now, changed_on, None))

    def _somewhere(self, country: str) -> Organisation:
        at_home = self._at_home.get(country, [])
        return self._rng.choice(at_home if at_home and self._rng.random() < AT_HOME else self._abroad)

    def _post(
        self,
        country: str,
        organisation: Organisation,
        starts_on: date,
        ends_on: date | None,
        confirmed_on: date | None = None,
    ) -> Affiliation:
        if confirmed_on is None and self._rng.random() < CONFIRMED:
            confirmed_on = starts_on
        title = self._rng.choice(self._titles[served_language(country)])
        return Affiliation(organisation.slug, title, starts_on, ends_on, confirmed_on)
