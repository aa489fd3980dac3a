"""What every body shares: strict input, clean text, named formats, and the two shapes of an answer."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Annotated, Any, ClassVar, Generic, TypeVar
from uuid import UUID

import langcodes
import pycountry
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

from api.rules.enums import Outcome

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DAYS = (
    date(1900, 1, 1),
    date(2199, 12, 31),
)  # a slip of the hand lies outside, and so does what a calendar cannot add to
INSTANT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"

# Marks that reorder the text around them: a name with one can pass for another (bidi overrides, embeddings, isolates).
REORDERING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """NFC, without control characters or bidi overrides; joiners that scripts need stay."""
    text = unicodedata.normalize("NFC", text).strip()
    if any(
        sign in REORDERING or (unicodedata.category(sign) == "Cc" and sign not in "\n\t") for sign in text
    ):
        raise PydanticCustomError("forbidden_character", "forbidden character")
    return text


def _only(code: str, known: Callable[[str], bool]) -> AfterValidator:
    def check(value: str) -> str:
        if not known(value):
            raise PydanticCustomError(code, code)
        return value

    return AfterValidator(check)


def _is_language(tag: str) -> bool:
    return langcodes.tag_is_valid(tag) and langcodes.standardize_tag(tag) == tag


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def is_country(code: str) -> bool:
    """In capitals, as it is kept and compared: pycountry itself takes any case."""
    return code.isupper() and pycountry.countries.get(alpha_2=code) is not None


def _day(value: Any) -> Any:
    """A day and nothing else: an instant or a number would be guessed into one."""
    if not isinstance(value, date) and not (isinstance(value, str) and DAY.fullmatch(value)):
        raise PydanticCustomError("not_a_date", "not a day")
    return value


def _within(day: date) -> date:
    if not DAYS[0] <= day <= DAYS[1]:
        raise PydanticCustomError("not_a_date", "not a day of ours")
    return day


def _instant(value: Any) -> Any:
    """An instant of RFC 3339 with its offset: one without is nobody's, and a number would be guessed into one."""
    if not isinstance(value, datetime) and not (isinstance(value, str) and INSTANT.fullmatch(value)):
        raise PydanticCustomError("not_an_instant", "not an instant")
    return value


def _in_utc(instant: datetime) -> datetime:
    _within(instant.date())
    return instant.astimezone(UTC)


Line = Annotated[
    str, StringConstraints(max_length=200), AfterValidator(clean), StringConstraints(min_length=1)
]
Text = Annotated[
    str, StringConstraints(max_length=5000), AfterValidator(clean), StringConstraints(min_length=1)
]
Slug = Annotated[
    str, StringConstraints(max_length=80, pattern=SLUG), _only("not_a_slug", lambda text: not as_id(text))
]
Country = Annotated[str, StringConstraints(max_length=2), _only("not_a_country", is_country)]
Language = Annotated[str, StringConstraints(max_length=35), _only("not_a_language", _is_language)]
Day = Annotated[date, BeforeValidator(_day), AfterValidator(_within)]
Instant = Annotated[datetime, BeforeValidator(_instant), AfterValidator(_in_utc)]
Website = Annotated[HttpUrl, PlainSerializer(str)]


T = TypeVar("T")

LEFT_OUT: Any = None
"""The default of a field that may be left out of a PATCH, but may not be null: its type has no None."""


class Body(BaseModel):
    """What a caller sends: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=False)


class Answer(BaseModel):
    """What the API answers."""

    model_config = ConfigDict(from_attributes=True)

    def body(self) -> bytes:
        """The JSON that is sent, in UTF-8."""
        return self.model_dump_json().encode()

    @property
    def headers(self) -> dict[str, str]:
        """What is sent beside it."""
        return {}


class Resource(Answer):
    """One thing with an address of its own; `version` goes into the ETag, not into the body."""

    collection: ClassVar[str]

    id: UUID
    version: int = Field(1, exclude=True)

    @property
    def location(self) -> str:
        return f"/v1/{self.collection}/{self.id}"


class Page(Answer, Generic[T]):
    """Part of a list. `next_cursor` is null at its end; `total` is there when asked for by `?total=true`."""

    items: list[T]
    next_cursor: str | None
    total: int | None = None

    def body(self) -> bytes:
        return self.model_dump_json(exclude={"total"} if self.total is None else None).encode()


class PageQuery(BaseModel):
    """The query parameters every list takes."""

    limit: int = Field(50, ge=1, le=200, description="How many items a page has at most.")
    cursor: str | None = Field(None, max_length=2000, description="`next_cursor` of the page before.")
    total: bool = Field(False, description="Also count all items exactly.")


class FindingRead(Answer):
    """One verdict of the rules, with its sentence in the caller's language and the network's own words."""

    code: str
    outcome: Outcome
    detail: str
    params: dict[str, Any]
    source: str
    quote: str


class FieldProblem(Answer):
    """One malformed value; the value itself is never repeated."""

    pointer: str
    code: str
    detail: str


class Problem(Answer):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    findings: list[FindingRead] | None = None
    errors: list[FieldProblem] | None = None
