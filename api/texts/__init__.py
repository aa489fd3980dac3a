"""Sentences in five languages: `code -> sentence with {params}`, rendered when answered.

Each `<language>.toml` has `[findings]` (rules.codes), `[problems]` (errors.py: title and detail), `[fields]` (what is wrong
with one value) and `[letters]` (letters.py). Tests hold the five complete and their parameters equal.
"""

import tomllib
from collections.abc import Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "fr", "es", "pt", "ar")
DEFAULT = "en"

language: ContextVar[str] = ContextVar("language", default=DEFAULT)
"""What the caller reads; set for each request by the middleware, for each letter by its sender."""


@cache
def catalogue(speech: str) -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / f"{speech}.toml").read_text(encoding="utf-8"))


def negotiate(accept_language: str | None) -> str:
    """The best of our languages for an Accept-Language header; `fr-CA` is served by `fr`."""
    wishes: list[tuple[float, str]] = []
    for part in (accept_language or "").split(","):
        tag, _, weight = part.strip().partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        wishes.append((-quality, tag.split("-")[0].lower()))
    wanted = (tag for quality, tag in sorted(wishes, key=lambda wish: wish[0]) if quality < 0)
    return next((tag for tag in wanted if tag in LANGUAGES), DEFAULT)


class _Told(dict[str, Any]):
    """A constraint that tells of a race knows no names, and erasure takes them away: an ellipsis stands in their place."""

    def __missing__(self, key: str) -> str:
        return "…"


def finding(code: str, params: Mapping[str, Any]) -> str:
    sentence: str = catalogue(language.get())["findings"][code]
    return sentence.format_map(_Told(params))


def problem(code: str, params: Mapping[str, Any]) -> tuple[str, str]:
    """Title and detail."""
    found = catalogue(language.get())["problems"][code]
    return found["title"], found["detail"].format_map(params)


def field(code: str, params: Mapping[str, Any]) -> str:
    sentences: Mapping[str, str] = catalogue(language.get())["fields"]
    return sentences.get(code, sentences["invalid_value"]).format_map(_Told(params))
