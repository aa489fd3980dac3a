"""The rows of the demo network, table by table, in an order in which they can be written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from api.demo.content import Application
from api.demo.judging import Judge
from api.demo.rows import people, seats, spaces, work
from api.models import Base
from api.rules.findings import Finding

Rows = tuple[type[Base], list[dict[str, Any]]]


def rows(judge: Judge, findings: Mapping[Application, Iterable[Finding]]) -> Iterator[Rows]:
    """`findings`: what was said of each pending application when it was sent."""
    yield from spaces.rows(judge)
    yield from people.rows(judge)
    yield from seats.rows(judge, findings)
    yield from work.rows(judge)
