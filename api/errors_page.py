"""docs/errors.md: every code the API answers with, written from the code itself. `python -m api.errors_page` writes it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from api import errors, texts
from api.rules.codes import CODES
from api.rules.enums import Severity

PARAMETER = re.compile(r"\{\w+\}")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "errors.md"

INTRODUCTION = """\
# Every code the API answers with

*Written by `python -m api.errors_page` from `api/errors.py`, `api/rules/codes.py` and `api/texts/en.toml`; a test holds
it current. Do not edit it.*

Every failure is `application/problem+json` (RFC 9457). `code` is stable: decide by it, and show `title` and `detail`,
which come in the caller's language. Where the network's rules say no, `findings` lists **all** the reasons; where the
request is malformed, `errors` lists every place with a code of its own. `…` stands for what belongs to the occasion.
"""

POINTERS = """\
`pointer` is a JSON Pointer into the body, `?name` a parameter, `@name` a header, `path:name` a part of the address.
"""


def render() -> str:
    english = texts.catalogue("en")
    problems = (
        (
            str(one.status),
            f"`{one.code}`",
            english["problems"][one.code]["title"],
            english["problems"][one.code]["detail"],
        )
        for one in sorted(_problems(), key=lambda one: (one.status, one.code))
    )
    fields = ((f"`{code}`", sentence) for code, sentence in sorted(english["fields"].items()))
    return "\n".join(
        (
            INTRODUCTION,
            "## Problems\n",
            _table(("status", "code", "title", "detail"), problems),
            "## Findings that refuse: status 409, code `not_eligible`\n",
            "The secretariat may override some with a written reason, which stays on the record (R3).\n",
            _table(("code", "source", "may be overridden", "what it says"), _findings(Severity.refusal)),
            "## Findings that warn\n",
            "They stop nothing: a space shows them as `signals`, a verdict beside its refusals.\n",
            _table(
                ("code", "source", "what it says"), (row[:2] + row[3:] for row in _findings(Severity.warning))
            ),
            "## What is wrong with one value: under `errors`\n",
            POINTERS,
            _table(("code", "what it says"), fields),
        )
    )


def _problems() -> Iterator[type[errors.ApiError]]:
    for one in vars(errors).values():
        if isinstance(one, type) and issubclass(one, errors.ApiError) and one is not errors.ApiError:
            yield one


def _findings(severity: Severity) -> Iterator[tuple[str, ...]]:
    sentences = texts.catalogue("en")["findings"]
    for code, rule in CODES.items():
        if rule.severity is severity:
            yield f"`{code}`", rule.source, "yes" if rule.overridable else "never", sentences[code]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    """What a sentence leaves open is shown as an ellipsis; a bar would end the cell."""
    blank = PARAMETER.sub("…", text)
    return blank.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
