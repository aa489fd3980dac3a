"""Names of people, drawn from the naming customs of a country, in Latin letters or in the script of the place."""

import random
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from api.demo.files import read

FILES = ("names.toml", "names_latin.toml")
# How many give a given and a family name beside the full one.
BOTH_PARTS_LATIN, BOTH_PARTS_NATIVE = 0.65, 0.35
# Of those who write their name in another script, how many spell it in Latin letters in their address.
SPELLED_IN_ADDRESS = 0.5
PLAIN = str.maketrans("łŁøØəƏıđĐ", "lLoOaAidD", "") | {ord("ß"): "ss"}


@dataclass(frozen=True, slots=True)
class Custom:
    """How names are made somewhere. The lists of one script are in step with those of the other."""

    forms: tuple[str, ...]
    native_forms: tuple[str, ...]
    native: float
    has_family_name: bool
    given: tuple[str, ...]
    family: tuple[str, ...]
    given_native: tuple[str, ...]
    family_native: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """`address` is what an e-mail address would be made of: plain letters, or nothing."""

    full: str
    given: str | None
    family: str | None
    address: str


@cache
def customs() -> dict[str, tuple[Custom, ...]]:
    """The customs of each country; its keys are the 190 countries, in alphabetical order."""
    found: dict[str, list[Custom]] = {}
    for file in FILES:
        for table in read(file).values():
            custom = _custom(table)
            for country in table["countries"].split():
                found.setdefault(country, []).append(custom)
    return {country: tuple(found[country]) for country in sorted(found)}


def draw(rng: random.Random, country: str) -> Name:
    custom = rng.choice(customs()[country])
    first, second = rng.sample(range(len(custom.given)), 2)
    third, fourth = (rng.randrange(len(custom.family)) for _ in "fh") if custom.family else (0, 0)
    native = rng.random() < custom.native
    given, family = (custom.given_native, custom.family_native) if native else (custom.given, custom.family)
    form = rng.choice(custom.native_forms if native else custom.forms)
    full = form.format(
        g=given[first],
        m=given[second],
        f=family[third] if family else "",
        h=family[fourth] if family else "",
    )
    family_name = " ".join(
        family[number] for mark, number in (("{f}", third), ("{h}", fourth)) if mark in form
    )
    in_parts = custom.has_family_name and "{f}" in form and "{g}" in form
    in_parts = in_parts and rng.random() < (BOTH_PARTS_NATIVE if native else BOTH_PARTS_LATIN)
    spelled = not native or rng.random() < SPELLED_IN_ADDRESS
    latin = [custom.given[first], *custom.family[third : third + 1]]
    return Name(
        full=full,
        given=given[first] if in_parts else None,
        family=family_name if in_parts else None,
        address=".".join(plain(part) for part in latin) if spelled else "",
    )


@cache
def plain(name: str) -> str:
    """Lower-case ASCII letters only: `Søren` gives `soren`."""
    letters = unicodedata.normalize("NFKD", name.translate(PLAIN)).lower()
    return "".join(letter for letter in letters if "a" <= letter <= "z")


def _custom(table: dict[str, Any]) -> Custom:
    given, family = _names(table, "given"), _names(table, "family")
    forms = table.get("forms") or (["{g} {f}"] if family else ["{g} {m}"])
    return Custom(
        forms=tuple(forms),
        native_forms=tuple(table.get("native_forms") or forms),
        native=float(table.get("native", 0.0)),
        has_family_name=bool(table.get("parts", True)) and bool(family),
        given=given,
        family=family,
        given_native=_names(table, "given_native"),
        family_native=_names(table, "family_native"),
    )


def _names(table: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(table[key]).split(", ")) if key in table else ()
