"""The campaign's own eyes: a network at work breaks no invariant, and each is found broken where it is."""

from collections.abc import AsyncIterator
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from api.local_postgres import SUPERUSER
from api.models import AuditEvent, Extension, OutboxMessage
from bench.campaign import ground
from bench.campaign.invariants import INVARIANTS, violations
from bench.campaign.play import Plan, play
from tests.days import LONG_DUE, TODAY
from tests.factories import Build
from tests.harness import TEMPLATE, Server, connected

NAME = "campaign_seen"

# What is written past every guard, beside what broken.py takes away, and the invariant that says so.
PLANTED = {
    "nobody decides on an application of their own": "UPDATE applications SET decided_by = member_id",
    "a seat is of a kind that its type knows": "UPDATE memberships SET space_type = 'task_team'",
    "a collaborative's seat rests on one in a linked working group, until its ground was closed": (
        "UPDATE structural_links SET ends_on = starts_on"
    ),
    "whoever leads by a seat does so within it": "UPDATE leaders SET starts_on = starts_on - 1",
    "a space is what its open state says": "UPDATE spaces SET status = 'approved' WHERE type = 'task_team'",
    "a space is something on every day since its first": (
        "INSERT INTO space_states (space_id, status, type, starts_on, ends_on)"
        " SELECT DISTINCT ON (space_id) space_id, status, type, starts_on - 9, starts_on - 5 FROM space_states"
        " ORDER BY space_id, starts_on"
    ),
    "a person is what their open state says": "UPDATE members SET status = 'suspended'",
    "a seat lies within a mandate where its type has them": "UPDATE mandates SET ends_on = starts_on + 1",
    "whoever left holds nothing any more": "UPDATE members SET status = 'left'",
    "a decision is told once": "UPDATE audit_events SET action = 'lost'",
    "what is in the audit is in the outbox, as often": "DELETE FROM outbox",
    "a decision opens, closes or extends once": (
        "UPDATE mandates SET opened_by = (SELECT decision_id FROM extensions LIMIT 1)"
        " WHERE id = (SELECT min(id::text)::uuid FROM mandates)"
    ),
    "an organisation is a partner once at a time": (
        "ALTER TABLE partnerships DROP CONSTRAINT partnerships_one_at_a_time;"
        " INSERT INTO partnerships (organisation_id, starts_on)"
        " SELECT organisation_id, starts_on FROM partnerships"
    ),
}


@pytest.fixture
async def dsn(server: Server) -> AsyncIterator[str]:
    """The superuser's way into a database where the campaign's network is settled, and a little has happened."""
    await server.acreate(NAME, TEMPLATE)
    database = ground.Unhurried(server.app_dsn(NAME), size=4, chance=Random(1))
    await ground.settle(database)
    async with database.transaction() as session:
        await _happen(Build(session))
    outcome = await play(database, Plan(40, 4, 1, every=20))
    assert outcome.whole, [*outcome.violations, *outcome.unkept, *outcome.ledger.faults]
    await database.close()
    yield server._running.dsn(SUPERUSER, NAME)
    await server.adrop(NAME)


async def _happen(build: Build) -> None:
    """A collaborative's seat, an application declined by somebody, a working group extended: as services leave them."""
    group, organisation = await build.space(), await build.organisation()
    await build.seat(group, organisation)
    both = [group, await build.space()]
    await build.seat(await build.space("collaborative", working_groups=both), organisation)
    space, member, other = await build.space("task_team"), await build.member(), await build.member()
    declined = await build.application(space, member, status="declined", decided_by=other.id)
    decision = await build.decision(group, about="extension")
    await build.rows(
        Extension(space_id=group.id, former_due_on=TODAY, due_on=LONG_DUE, decision_id=decision.id),
        *(
            row
            for action, kind, id_ in (
                ("application.declined", "application", declined.id),
                ("decision.recorded", "decision", decision.id),
            )
            for row in (
                AuditEvent(
                    action=action, subject_type=kind, subject_id=id_, actor_kind="person", actor_id=other.id
                ),
                OutboxMessage(event=action, subject_type=kind, subject_id=id_),
            )
        ),
    )


async def test_what_is_broken_past_every_guard_is_seen(dsn: str) -> None:
    assert PLANTED.keys() <= INVARIANTS.keys()
    for name, statements in PLANTED.items():
        async with connected(dsn) as connection:
            await connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements.split(";"):
                await connection.execute(text(statement))
            found = await violations(AsyncSession(connection))
            assert name in [one.name for one in found], name
