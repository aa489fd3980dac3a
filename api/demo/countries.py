"""The 190 countries of the demo network (S1) and what is spoken there, from CLDR.

The 193 members of the United Nations less Liechtenstein, Monaco, North Korea and San Marino, and Palestine.
"""

from functools import cache

from babel import Locale
from babel.core import get_global

SERVED = ("en", "fr", "es", "pt", "ar")  # the languages the system itself speaks
WIDELY_SPOKEN = 10.0  # per cent of the people of a country


@cache
def spoken_in(country: str) -> tuple[tuple[str, float], ...]:
    """BCP 47 tags with the share of people who speak them, the most spoken first."""
    shares = {
        tag.replace("_", "-"): float(facts["population_percent"])
        for tag, facts in get_global("territory_languages").get(country, {}).items()
        if facts["population_percent"] >= WIDELY_SPOKEN or facts["official_status"] == "official"
    }
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return tuple((tag, max(share, 1.0)) for tag, share in ranked) or (("en", 100.0),)


@cache
def served_language(country: str) -> str:
    """The one of the five languages that an organisation there would write in."""
    return next((tag for tag, _ in spoken_in(country) if tag in SERVED), "en")


@cache
def country_name(country: str, language: str) -> str:
    return str(Locale(language).territories[country])
