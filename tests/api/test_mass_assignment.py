"""Nobody writes a column by naming it: every writable route × every column of every table that is not its to set."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy.ext.asyncio import AsyncSession

from api.models import AuditEvent, Base
from api.rules.permissions import Role
from api.schemas.members import MemberUpdate
from api.services.members import OWN
from tests.answers import malformed, problem
from tests.cast import cast
from tests.days import TODAY
from tests.factories import Build
from tests.harness import application
from tests.operations import ALL, Described, each, send
from tests.steps import counted, on_top

Client = Callable[..., Awaitable[AsyncClient]]
COLUMNS = sorted({column.key for table in Base.metadata.tables.values() for column in table.columns})
WRITABLE = [one for one in ALL if one.takes_json]


def body_of(operation: Described) -> dict[str, Any]:
    described = application().openapi()["paths"][operation.path][operation.method]
    schema: dict[str, Any] = described["requestBody"]["content"]["application/json"]["schema"]
    return resolved(schema)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rsplit("/", 1)[-1]
    found: dict[str, Any] = application().openapi()["components"]["schemas"][name] if name else schema
    return found


def objects_in(schema: dict[str, Any], seen: frozenset[str] = frozenset()) -> Iterator[dict[str, Any]]:
    """Every object with fields of its own, at any depth of what is sent."""
    if schema.get("$ref") in seen:
        return
    seen |= {schema["$ref"]} if "$ref" in schema else set()
    schema = resolved(schema)
    if "properties" in schema:
        yield schema
    parts = [*schema.get("properties", {}).values(), *schema.get("anyOf", ()), schema.get("items")]
    for part in parts:
        if part:
            yield from objects_in(part, seen)


@each(WRITABLE)
async def test_a_column_that_is_no_field_of_the_body_is_refused_and_nothing_is_written(
    as_role: Client, session: AsyncSession, operation: Described
) -> None:
    client = await as_role(Role.admin if operation.granted_to(Role.admin) else Role.steering_representative)
    fields = body_of(operation).get("properties", {})
    foreign = [column for column in COLUMNS if column not in fields]
    assert len(foreign) > len(COLUMNS) * 0.8
    before = await counted(session, AuditEvent)
    for value in ("x", None, True):
        answer = await send(client, operation, json=dict.fromkeys(foreign, value))
        refused = malformed(answer)
        missing = [column for column in foreign if refused.get(f"/{column}") != "unknown_field"]
        assert missing == []
    assert await counted(session, AuditEvent) == before


@each(WRITABLE)
def test_what_is_sent_within_a_body_takes_no_more_than_its_fields_either(operation: Described) -> None:
    for found in objects_in(body_of(operation)):
        assert found.get("additionalProperties") is False, found.get("title")


# What no body may name at all, whoever sends it: ids, versions, days of writing, what is made from other columns,
# secrets, and who did it.
NEVER = set(
    """version created_at updated_at email_key name_key shown_key during rulebook
    decided_by decided_at submitted_by submitted_at override_by recorded_by named_by made_by created_by proposed_by
    token_hash key_hash password_hash enrolment_hash recovery_hashes totp_salt totp_step historic overridden
    file_digest plan_digest last_used_at last_seen_at confirmed_at used_at tries""".split()
)


@each(WRITABLE)
def test_no_body_has_a_field_for_what_the_network_writes_itself(operation: Described) -> None:
    for found in objects_in(body_of(operation)):
        assert not NEVER & found["properties"].keys(), found.get("title")


def test_what_is_never_named_is_there_to_be_named() -> None:
    assert len(NEVER & set(COLUMNS)) > len(NEVER) * 0.8, NEVER - set(COLUMNS)


class TestAPersonsOwnRecord:
    """The body has fields that are staff's; in a person's own hand they are refused, whatever comes with them."""

    SENT: tuple[tuple[str, Any], ...] = (
        ("email", "new@example.org"),
        ("external_ref", "A-1"),
        ("consent", {"given_on": str(TODAY), "source": "me"}),
        ("reason", "Because."),
        ("status", "active"),
        ("status", "external"),
        ("status", "suspended"),
        ("status", "unconfirmed"),
    )

    @pytest.mark.parametrize(("name", "value"), SENT)
    @pytest.mark.parametrize(
        "role", [Role.person, Role.member, Role.leader, Role.facilitator, Role.focal_point]
    )
    async def test_is_not_written_past_what_is_theirs(
        self, as_person: Client, session: AsyncSession, build: Build, role: Role, name: str, value: Any
    ) -> None:
        person = await cast(build, role)
        client = await as_person(person)
        before = await counted(session, AuditEvent)
        answer = await on_top(client, "PATCH", f"/v1/members/{person.id}", topics=["new"], **{name: value})
        assert problem(answer) == (403, "forbidden")
        assert await counted(session, AuditEvent) == before
        await session.refresh(person)
        assert person.topics == []

    def test_has_no_field_that_was_not_decided_on(self) -> None:
        """A new field of the body is staff's until somebody says that it is the person's own."""
        theirs = {name for name, _ in self.SENT} - {"status"}
        assert MemberUpdate.model_fields.keys() == OWN | theirs
