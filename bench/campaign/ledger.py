"""What was answered: counted by operation, faults kept, and every write remembered until it is found in the database."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from httpx import Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

# Where what a 201 tells of is kept.
TABLES = {
    "applications": "applications",
    "memberships": "memberships",
    "members": "members",
    "organisations": "organisations",
    "spaces": "spaces",
    "decisions": "decisions",
    "imports": "import_batches",
    "linkages": "linkages",
}
# Answered well though nothing changed, or changed outside the audit: a preview, a yes said twice.
QUIET = {
    "import: preview",
    "import: commit",
    "representative: agree",
    "space: preview type",
    "linkage: end",
    "leader: end",
}
# Well-known ways to be refused that carry no state of ours.
PROBLEM = "application/problem+json"


@dataclass(slots=True)
class Ledger:
    """One for all workers."""

    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)
    """Request id -> operation, of writes that were answered with success."""
    refused: dict[str, str] = field(default_factory=dict)
    made: list[tuple[str, str]] = field(default_factory=list)
    """Table and id of what a 201 says was made."""

    def note(self, operation: str, request_id: str, answer: Response) -> None:
        self.answers[operation, _said(answer)] += 1
        if answer.status_code >= 500:
            self.faults.append(f"{operation}: {answer.status_code} {answer.text[:300]}")
        elif answer.status_code >= 400:
            self.refused[request_id] = operation
            if answer.headers.get("content-type") != PROBLEM or not answer.json().get("code"):
                self.faults.append(f"{operation}: {answer.status_code} without a code")
        elif answer.request.method != "GET":
            if operation not in QUIET:
                self.written[request_id] = operation
            self._remember(answer)

    def _remember(self, answer: Response) -> None:
        if answer.status_code == 201:
            _, _, collection, id_, *part = answer.headers["location"].split("/")
            if collection in TABLES and not part:
                self.made.append((TABLES[collection], id_))

    def by_operation(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for (operation, said), times in sorted(self.answers.items()):
            found.setdefault(operation, Counter())[said] += times
        return found


def _said(answer: Response) -> str:
    """Status and, of a refusal, its codes: `409 already_seated`."""
    if answer.status_code < 400:
        return str(answer.status_code)
    try:
        body: dict[str, Any] = answer.json()
    except ValueError:
        return f"{answer.status_code} no JSON"
    if body.get("code") == "not_eligible":
        failed = [one["code"] for one in body["findings"] if one["outcome"] == "fail"]
        return f"{answer.status_code} {failed[0]}"
    return f"{answer.status_code} {body.get('code')}"


async def unkept(session: AsyncSession, ledger: Ledger) -> list[str]:
    """What was answered and is not so: a write without a trace, a refusal with one, a 201 of what is not there."""
    told = set(
        await session.scalars(
            text("SELECT DISTINCT request_id FROM audit_events WHERE request_id IS NOT NULL")
        )
    )
    found = [
        f"{name}: answered well, not in the audit" for id_, name in ledger.written.items() if id_ not in told
    ]
    found += [f"{name}: refused, yet in the audit" for id_, name in ledger.refused.items() if id_ in told]
    for table in sorted({table for table, _ in ledger.made}):
        there = {str(id_) for id_ in await session.scalars(text(f"SELECT id FROM {table}"))}  # noqa: S608  (ours)
        found += [
            f"{table} {id_}: answered 201, not there"
            for kind, id_ in ledger.made
            if kind == table and id_ not in there
        ]
    return found
