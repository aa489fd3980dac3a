"""400 made-up organisations: families with affiliates, names in five languages, 130 partners and some former ones."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from api.demo.content import Alias, Organisation
from api.demo.countries import country_name, served_language
from api.demo.days import Period, day_between, months_before
from api.demo.files import read
from api.demo.spelling import acronym, folded, slug, title
from api.rules.enums import OrganisationType

TRANSLATED = 0.35
RENAMED = 0.1
PARTNERS_SINCE_MONTHS = (
    100,
    200,
)  # before the oldest seat told of: seats do not ask for it (R24), staff do (S12)
NEW_PARTNERS = 0.15


def organisations(today: date) -> tuple[Organisation, ...]:
    """Parents come before their affiliates; the same every day, but for the days."""
    rng = random.Random("demo organisations")
    found = {organisation.slug: organisation for organisation in _all(rng, today)}
    return tuple(_partners(rng, today, _short_names(list(found.values()))))


def _all(rng: random.Random, today: date) -> Iterator[Organisation]:
    """Words are dealt out one after the other, so that few organisations share one, and none of the same type."""
    words = read("organisations.toml")["words"].split()
    dealt = 0
    for type_, plan in read("organisations.toml")["types"].items():
        places = read("organisations.toml")["places"][plan["places"]].split()
        families = read("organisations.toml")["families"]["count"] if type_ == "international_ngo" else 0
        for number in range(plan["own"]):
            word = words[dealt % len(words)]
            dealt += 1
            country = places[number % len(places)]
            organisation = _named(rng, today, OrganisationType(type_), word, country, number)
            yield organisation
            if number < families:
                yield from _affiliates(rng, organisation)


def _named(
    rng: random.Random, today: date, type_: OrganisationType, word: str, country: str, number: int
) -> Organisation:
    language = served_language(country)
    name = title(type_, word, language, number)
    others = [other for other in ("en", "fr", "es", "pt", "ar") if other != language]
    chosen = [other for other in others if rng.random() < TRANSLATED]
    if language == "ar" and "en" not in chosen:
        chosen.insert(0, "en")
    aliases = [Alias(title(type_, word, other, number), other) for other in chosen]
    if rng.random() < RENAMED:
        former = read("organisations.toml")["names"]["other"][language][0].format(w=word)
        aliases.append(
            Alias(former if language != "ar" else f"{word} Desk", ends_on=months_before(today, 70))
        )
    key = slug(title(type_, word, "en", number) if language == "ar" else name)
    return Organisation(
        slug=key,
        name=name,
        short_name=None,
        type=type_,
        country=country,
        website=f"https://{key[:60].rstrip('-')}.example",
        parent=None,
        aliases=tuple(_distinct(name, aliases)),
        partnerships=(),
    )


def _distinct(name: str, aliases: list[Alias]) -> Iterator[Alias]:
    taken = {folded(name)}
    for alias in aliases:
        if folded(alias.name) not in taken:
            taken.add(folded(alias.name))
            yield alias


def _affiliates(rng: random.Random, parent: Organisation) -> Iterator[Organisation]:
    """Separate organisations under the parent's name, each in a country of its own (R25)."""
    family = read("organisations.toml")["families"]
    places = [country for country in family["affiliates"] if country != parent.country]
    base = parent.name.split()[0]
    for country in sorted(rng.sample(places, family["each"])):
        language = served_language(country)
        key = slug(f"{base} {country_name(country, 'en')}")
        yield replace(
            parent,
            slug=key,
            name=f"{base} {country_name(country, 'en' if language == 'ar' else language)}",
            country=country,
            website=f"https://{key}.example",
            parent=parent.slug,
            aliases=(),
        )


def _short_names(found: list[Organisation]) -> Iterator[Organisation]:
    """Acronyms, where nobody before had the same."""
    taken: set[str] = set()
    for organisation in found:
        short = acronym(organisation.name)
        if short is None or short in taken:
            yield organisation
        else:
            taken.add(short)
            yield replace(organisation, short_name=short)


def _partners(rng: random.Random, today: date, found: Iterator[Organisation]) -> Iterator[Organisation]:
    """Of each type the first so many of a shuffled list are partners, the next ones were."""
    everyone = list(found)
    periods: dict[str, Period] = {}
    for type_, plan in read("organisations.toml")["types"].items():
        slugs = [organisation.slug for organisation in everyone if organisation.type == type_]
        rng.shuffle(slugs)
        for key in slugs[: plan["partners"]]:
            months = (
                rng.randint(1, 36) if rng.random() < NEW_PARTNERS else rng.randint(*PARTNERS_SINCE_MONTHS)
            )
            periods[key] = Period(months_before(today, months))
        for key in slugs[plan["partners"] : plan["partners"] + plan["former"]]:
            since = months_before(today, rng.randint(*PARTNERS_SINCE_MONTHS))
            periods[key] = Period(since, day_between(rng, months_before(today, 60), months_before(today, 3)))
    for organisation in everyone:
        held = periods.get(organisation.slug)
        yield replace(organisation, partnerships=(held,) if held else ())
