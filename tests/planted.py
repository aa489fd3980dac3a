"""People in whose every field stands a string that stands nowhere else, and a network in which they do something."""

import re
from dataclasses import dataclass, field
from typing import Any

from httpx import AsyncClient

from api import clock
from api.models import (
    AuditDetail,
    AuditEvent,
    Challenge,
    Consent,
    FocalPoint,
    ImportBatch,
    ImportRow,
    Member,
    Organisation,
    PersonSession,
    Space,
)
from api.rules.enums import ImportKind, ImportResult, ImportStatus, SignInMethod, SpaceType
from tests.days import LONG_AGO, TODAY
from tests.factories import SECRETARIAT, Build
from tests.operations import ALL, Described
from tests.stage import World, world

PLANT = re.compile(r"planted([a-z])x([a-z]+)")
FIELDS = ("full_name", "given_name", "family_name", "pseudonym", "email", "topics", "external_ref")
OF_CONSENT, OF_WORK, OF_WORK_ELSEWHERE = "consentsource", "jobtitle", "elsewhere"
OF_APPLICATION = frozenset({"statement", "answer", "means", "recordedconsent"})
# Beside the record: where they are signed in, a change of address under way, why staff did what, what a list said.
OF_THEMSELVES = frozenset({"device", "codeform", "auditreason", "cell"})
NOBODYS = frozenset({"sessiontoken"})


@dataclass(frozen=True, slots=True)
class Plant:
    """One of the people: what they let be seen, and the letter by which their strings are known."""

    letter: str
    opened: str | None = None
    at_risk: bool = False

    def __call__(self, name: str) -> str:
        return f"planted{self.letter}x{name.replace('_', '')}"

    def columns(self) -> dict[str, Any]:
        fields = ("full_name", "country", "languages", "topics", "email", "affiliations")
        columns: dict[str, Any] = {field: self(field) for field in FIELDS}
        return columns | {
            "email": f"{self('email')}@example.org",
            "topics": [self("topics")],
            "visibility": dict.fromkeys(fields, self.opened) if self.opened else {},
            "at_risk": self.at_risk,
        }


PLANTS = [
    Plant("a"),
    Plant("b", "space"),
    Plant("c", "network"),
    Plant("d", None, at_risk=True),
    Plant("e", "network", at_risk=True),
]


@dataclass(slots=True)
class Garden:
    """Where these people work, sit and apply."""

    body: Organisation  # they work there, confirmed
    team: Space  # they sit there
    group: Space  # they fill seats there
    community: Space  # they sit there
    applied_to: Space
    people: list[Member] = field(default_factory=list)
    filled: list[Organisation] = field(default_factory=list)  # they fill its seat
    worlds: list[World] = field(default_factory=list)

    def addresses(self, operation: Described) -> set[str]:
        found = {world.address(operation.path) for world in self.worlds}
        for name in ("member_id", "space_id", "organisation_id"):
            if name in operation.query:
                found |= {f"{operation.path}?{name}={world[name[:-3]]}" for world in self.worlds}
        for asked in ("include_ended=true", "q=planted"):
            if asked.partition("=")[0] in operation.query:
                found.add(f"{operation.path}?{asked}")
        return found


async def planted(build: Build) -> Garden:
    """People who open nothing, something and all that may be, at risk and not; all do the same."""
    garden = Garden(
        await build.organisation(),
        await build.space(SpaceType.task_team),
        await build.space(SpaceType.working_group),
        await build.space(SpaceType.language_community),
        await build.space(SpaceType.task_team),
    )
    plain, _ = await world(build, None)
    spaces = [garden.team, garden.group, garden.community, garden.applied_to]
    for place, one in enumerate(PLANTS):
        person = await build.member(**one.columns())
        garden.people.append(person)
        garden.filled.append(await build.organisation())
        await build.affiliation(person, garden.body, job_title=one(OF_WORK))
        elsewhere = one(OF_WORK_ELSEWHERE)
        await build.affiliation(person, garden.filled[-1], job_title=elsewhere, confirmed=False)
        things = await _doings(build, garden, one)
        things["space"] = spaces[place % len(spaces)].id
        things["organisation"] = (garden.body if place == 0 else garden.filled[-1]).id
        things["to"] = "disbanded"
        garden.worlds.append(World(plain.things | {name: str(id_) for name, id_ in things.items()}))
    return garden


async def _doings(build: Build, garden: Garden, one: Plant) -> dict[str, Any]:
    person = garden.people[-1]
    await build.rows(Consent(member_id=person.id, given_on=TODAY, source=one(OF_CONSENT)))
    own = await build.seat(garden.team, person)
    await build.seat(garden.community, person)
    await build.seat(garden.group, garden.filled[-1], primary=person)
    await build.rows(FocalPoint(organisation_id=garden.filled[-1].id, member_id=person.id, starts_on=TODAY))
    application = await build.application(
        garden.applied_to,
        person,
        statement=one("statement"),
        answers={"Why?": one("answer")},
        received_on=LONG_AGO,
        received_by=one("means"),
        consent_given_on=LONG_AGO,
        consent_source=one("recordedconsent"),
    )
    return {
        "member": person.id,
        "membership": own.id,
        "application": application.id,
        "import_id": await _import(build, person, one),
        "session_id": await _sessions(build, person, one),
    }


async def _import(build: Build, person: Member, one: Plant) -> Any:
    batch = ImportBatch(
        kind=ImportKind.members,
        status=ImportStatus.committed,
        file_digest=b"",
        plan_digest=b"",
        columns=["full_name"],
        created_by=SECRETARIAT.id,
        rows_read=1,
        counts={},
    )
    await build.rows(batch)
    row = ImportRow(
        batch_id=batch.id,
        row=1,
        result=ImportResult.created,
        member_id=person.id,
        cells={"full_name": one("cell")},
    )
    await build.rows(row)
    return batch.id


async def _sessions(build: Build, person: Member, one: Plant) -> Any:
    """Where they are signed in, a code under way, and an act with a reason."""
    later = clock.now().replace(year=2027)
    session = PersonSession(
        member_id=person.id,
        token_hash=one("sessiontoken").encode(),
        method=SignInMethod.email_code,
        device=one("device"),
        expires_at=later,
    )
    code = Challenge(
        purpose="email_change", member_id=person.id, form={"email": one("codeform")}, expires_at=later
    )
    event = AuditEvent(
        actor_kind="client",
        actor_id=SECRETARIAT.id,
        action="member.updated",
        subject_type="member",
        subject_id=person.id,
    )
    await build.rows(session, code, event, AuditDetail(event=event, reason=one("auditreason")))
    return session.id


Seen = dict[str, dict[str, set[str]]]


async def found_by(client: AsyncClient, garden: Garden, under: str = "") -> Seen:
    """Which strings of each of these people a caller reads anywhere, and where."""
    seen: Seen = {one.letter: {} for one in PLANTS}
    for operation in ALL:
        if operation.method != "get" or not operation.path.startswith(under):
            continue
        for address in garden.addresses(operation):
            answer = await client.get(address)
            for letter, name in PLANT.findall(answer.text.casefold()):
                seen[letter].setdefault(name, set()).add(str(operation))
    return seen
