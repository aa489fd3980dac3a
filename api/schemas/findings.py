"""Findings as they are answered: with their sentence in the language of whoever asks."""

from collections.abc import Iterable, Mapping
from typing import Any

from api import texts
from api.rules.enums import Outcome
from api.rules.findings import Finding
from api.rules.sentences import quote
from api.schemas.base import FindingRead


def read(finding: Finding) -> FindingRead:
    return FindingRead(
        code=finding.code,
        outcome=finding.outcome,
        detail=texts.finding(finding.code, finding.params),
        params=finding.params,
        source=finding.source,
        quote=finding.quote,
    )


def read_all(findings: Iterable[Finding]) -> list[FindingRead]:
    return [read(finding) for finding in findings]


def kept(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """As they are stored on the record they belong to: without sentences, which are made when answered."""
    return [
        {"code": one.code, "outcome": one.outcome, "params": one.params, "source": one.source}
        for one in findings
    ]


def read_kept(stored: Iterable[Mapping[str, Any]]) -> list[FindingRead]:
    return [
        FindingRead(
            code=one["code"],
            outcome=Outcome(one["outcome"]),
            detail=texts.finding(one["code"], one["params"]),
            params=one["params"],
            source=one["source"],
            quote=quote(one["source"]),
        )
        for one in stored
    ]
