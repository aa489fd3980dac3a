"""Findings: what the rules say about one case. All of them, not the first (R29)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from api.rules.codes import CODES, Code
from api.rules.enums import Outcome
from api.rules.sentences import quote


class Finding(NamedTuple):
    """One thing the rules say. The sentence for people is made from `code` and `params` when it is answered."""

    code: Code
    outcome: Outcome
    params: dict[str, Any]
    source: str

    @property
    def quote(self) -> str:
        """The seed's sentence behind it, in the source's English."""
        return quote(self.source)

    @classmethod
    def refused(cls, code: Code, params: dict[str, Any] | None = None, source: str | None = None) -> Finding:
        """`source` where the type's own rule says it more exactly than the code."""
        return cls(code, Outcome.fail, params or {}, source or CODES[code].source)

    @classmethod
    def warned(cls, code: Code, params: dict[str, Any] | None = None, source: str | None = None) -> Finding:
        return cls(code, Outcome.warn, params or {}, source or CODES[code].source)


def eligible(findings: Iterable[Finding]) -> bool:
    return all(found.outcome is not Outcome.fail for found in findings)


def apply_override(
    findings: Iterable[Finding], reason: str | None, codes: Collection[Code] | None = None
) -> tuple[Finding, ...]:
    """The same findings after the secretariat's override with a written reason (R3): no reason, no override.

    Only refusals of policy give way, and of these only `codes` where given.
    """
    if not (reason and reason.strip()):
        return tuple(findings)
    return _soften(findings, Outcome.overridden, codes)


def as_history(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings about something that ended in the past: policy only warns, the rest still refuses (R30)."""
    return _soften(findings, Outcome.warn, None)


def overridden_codes(findings: Iterable[Finding]) -> list[Code]:
    """What is stored on the record, and shown on it (R3)."""
    return [found.code for found in findings if found.outcome is Outcome.overridden]


def _soften(
    findings: Iterable[Finding], outcome: Outcome, codes: Collection[Code] | None
) -> tuple[Finding, ...]:
    return tuple(
        found._replace(outcome=outcome)
        if found.outcome is Outcome.fail
        and CODES[found.code].overridable
        and (codes is None or found.code in codes)
        else found
        for found in findings
    )
