"""15,000 active members over 190 countries, and the unconfirmed, external, suspended and former ones beside them."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from api.demo.careers import Careers
from api.demo.content import Consent, MemberState, Organisation, Person
from api.demo.countries import spoken_in
from api.demo.days import day_between
from api.demo.files import read
from api.demo.names import Name, customs, draw
from api.rules.enums import MemberStatus

CORE_STAFF = 5  # of each organisation: long known, active, there to represent it
EVEN_SHARE = 25  # in the measure of people.toml "weights"
PLAIN_DOMAINS = (
    "example.org",
    "example.com",
    "example.net",
    "mail.example",
    "post.example",
)  # RFC 2606, RFC 6761
AT_WORK = 0.6  # how many give the address they have at work
CONFIRMED_LATER = 0.1  # how many were known for a while before they agreed
SPEAKS_ENGLISH, SPEAKS_FRENCH = 0.55, 0.06  # as a further language

# Where somebody lives, the organisation they are core staff of, and what they are to the network today.
Place = tuple[str, Organisation | None, MemberStatus]


def people(today: date, organisations: Sequence[Organisation]) -> tuple[Person, ...]:
    """In the order in which they came to the network; the same for the same organisations, but for the days."""
    rng = random.Random("demo people")
    places = _places(rng, organisations)
    careers = Careers(rng, today, organisations)
    taken: set[str] = set()
    return tuple(
        _person(rng, today, number, place, known_on, careers, taken)
        for number, (place, known_on) in enumerate(
            zip(places, _arrivals(today, len(places)), strict=True), start=1
        )
    )


def _places(rng: random.Random, organisations: Sequence[Organisation]) -> list[Place]:
    """Core staff come with the first half; every country has at least one active member."""
    counts: dict[str, int] = read("people.toml")["counts"]
    statuses = [MemberStatus(word) for word, count in counts.items() for _ in range(count)]
    core: list[Place] = [
        (organisation.country, organisation, MemberStatus.active)
        for organisation in organisations
        for _ in range(CORE_STAFF)
    ]
    everywhere: list[Place] = [(country, None, MemberStatus.active) for country in customs()]
    others = statuses[
        len(core) + len(everywhere) :
    ]  # "active" is listed first: core and everywhere are among them
    weights = [read("people.toml")["weights"].get(country, 0) + EVEN_SHARE for country in customs()]
    homes = rng.choices(list(customs()), weights, k=len(others))
    rest = [*everywhere, *((home, None, status) for home, status in zip(homes, others, strict=True))]
    rng.shuffle(rest)
    early = [*core, *rest[: len(statuses) // 2 - len(core)]]
    rng.shuffle(early)
    return [*early, *rest[len(statuses) // 2 - len(core) :]]


def _arrivals(today: date, count: int) -> Iterator[date]:
    """The days on which the 1st, 2nd … of `count` people came, along the network's growth; the last one yesterday."""
    points = read("people.toml")["profile"]["growth"]
    yesterday = today - timedelta(days=1)
    for number in range(count):
        share = (number + 1) / count
        (years, below), (until, above) = next(pair for pair in pairwise(points) if share <= pair[1][1])
        back = years - (years - until) * (share - below) / (above - below)
        yield yesterday - timedelta(days=round(back * 365.25))


def _person(
    rng: random.Random,
    today: date,
    number: int,
    place: Place,
    known_on: date,
    careers: Careers,
    taken: set[str],
) -> Person:
    country, employer, status = place
    name = draw(rng, country)
    states = _states(rng, today, known_on, status)
    career = careers.of(country, employer, known_on)
    workplace = careers.workplace(career)
    domain = workplace if workplace and rng.random() < AT_WORK else rng.choice(PLAIN_DOMAINS)
    topics = read("people.toml")["profile"]["topics"]
    return Person(
        external_ref=f"DEMO-{number:05d}",
        email=_address(name, number, domain, taken),
        full_name=name.full,
        given_name=name.given,
        family_name=name.family,
        country=country,
        languages=_languages(rng, country),
        topics=tuple(sorted(rng.sample(topics, rng.choice((0, 1, 1, 2, 2, 3))))),
        states=states,
        consent=_consent(rng, states),
        affiliations=career,
    )


def _states(rng: random.Random, today: date, known_on: date, status: MemberStatus) -> tuple[MemberState, ...]:
    """Suspended and former members were active first; some had to be asked before they were."""
    if status in (MemberStatus.unconfirmed, MemberStatus.external):
        return (MemberState(status, known_on),)
    asked: tuple[MemberState, ...] = ()
    joined_on = known_on
    if rng.random() < CONFIRMED_LATER:
        joined_on = day_between(rng, known_on, min(known_on + timedelta(days=60), today - timedelta(days=1)))
        asked = (MemberState(MemberStatus.unconfirmed, known_on, joined_on),) if joined_on > known_on else ()
    if status is MemberStatus.active:
        return (*asked, MemberState(status, joined_on))
    until = day_between(rng, joined_on + timedelta(days=1), today)
    return (*asked, MemberState(MemberStatus.active, joined_on, until), MemberState(status, until))


def _consent(rng: random.Random, states: tuple[MemberState, ...]) -> Consent | None:
    given_on = next(
        (state.starts_on for state in states if state.status is not MemberStatus.unconfirmed), None
    )
    if given_on is None:
        return None
    if states[-1].status is MemberStatus.external:
        return Consent(given_on, "acceptance of an invitation")
    return Consent(given_on, rng.choice(read("people.toml")["profile"]["consent_sources"]))


def _languages(rng: random.Random, country: str) -> tuple[str, ...]:
    """The most spoken ones first; nobody is without one."""
    spoken = spoken_in(country)
    chosen = [tag for tag, share in spoken if rng.random() * 100 < share] or [spoken[0][0]]
    for tag, likely in (("en", SPEAKS_ENGLISH), ("fr", SPEAKS_FRENCH)):
        if tag not in chosen and rng.random() < likely:
            chosen.append(tag)
    return tuple(chosen[:4])


def _address(name: Name, number: int, domain: str, taken: set[str]) -> str:
    """Unique; without a Latin spelling of the name it is the member's number."""
    address = f"{name.address or f'member{number}'}@{domain}"
    if address in taken:
        address = f"{name.address}.{number}@{domain}"
    taken.add(address)
    return address
