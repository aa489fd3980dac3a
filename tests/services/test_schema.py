"""The schema: models and migrations say the same, every constraint has a meaning, and the application owns nothing."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from api import errors, local_postgres
from api.models import Base
from api.models.temporal import TemporalForeignKey, TemporalUnique
from migrations import run
from tests.harness import Server

CATALOGUE = {
    "columns": """
        SELECT c.relname || '.' || a.attname,
               format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' || a.attgenerated::text || ' '
               || coalesce(pg_get_expr(d.adbin, d.adrelid), '-')
        FROM pg_attribute a
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = CAST(CAST(:schema AS text) AS regnamespace) AND a.attnum > 0 AND NOT a.attisdropped
    """,
    "constraints": """
        SELECT conrelid::regclass::text || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint
        WHERE connamespace = CAST(CAST(:schema AS text) AS regnamespace) AND conrelid > 0
    """,
    "indexes": """
        SELECT c.relname, regexp_replace(pg_get_indexdef(c.oid), ' ON \\S+ ', ' ON ')
        FROM pg_class c
        WHERE c.relnamespace = CAST(CAST(:schema AS text) AS regnamespace) AND c.relkind = 'i'
    """,
}
OF_ALEMBIC = "alembic_version"


def read(connection: Connection, schema: str, what: str) -> dict[str, str]:
    connection.execute(text(f"SET LOCAL search_path = {schema}, public"))
    rows = connection.execute(text(CATALOGUE[what]), {"schema": schema}).all()
    return {name.removeprefix(f"{schema}."): told for name, told in rows if OF_ALEMBIC not in name}


@pytest.mark.parametrize("what", CATALOGUE)
async def test_the_migrations_make_what_the_models_say(owner: AsyncConnection, what: str) -> None:
    """Alembic compares neither CHECK, EXCLUDE and temporal constraints nor generated expressions: PostgreSQL does."""

    def compare(connection: Connection) -> None:
        migrated = read(connection, "public", what)
        connection.execute(text("CREATE SCHEMA modelled"))
        connection.execute(text("SET LOCAL search_path = modelled, public"))
        Base.metadata.create_all(connection, checkfirst=False)
        assert len(migrated) > 20
        assert read(connection, "modelled", what) == migrated

    await owner.run_sync(compare)


def test_alembic_finds_nothing_to_do(server: Server, database_name: str) -> None:
    run.check(server.owner_dsn(database_name))


@pytest.fixture
def empty(server: Server, database_name: str) -> Iterator[str]:
    name = f"updown_{database_name}"
    server.create(name)
    yield name
    server.drop(name)


def test_the_migrations_go_up_down_and_up_again(server: Server, empty: str) -> None:
    dsn = server.owner_dsn(empty)
    run.upgrade(dsn)
    first = dumped(server, empty)
    run.downgrade(dsn, "base")
    left = [line for line in dumped(server, empty).splitlines() if line.startswith("CREATE ")]
    assert all(line.startswith(("CREATE EXTENSION", f"CREATE TABLE public.{OF_ALEMBIC}")) for line in left), (
        left
    )
    run.upgrade(dsn)
    assert dumped(server, empty) == first
    assert run.current(dsn) == run.head()


def dumped(server: Server, name: str) -> str:
    done = subprocess.run(
        [str(local_postgres.binary("pg_dump")), "--schema-only", server.libpq_dsn(name)],
        capture_output=True,
        text=True,
        check=True,
    )
    return "\n".join(line for line in done.stdout.splitlines() if not line.startswith(("\\", "--")))


async def test_keys_over_time_are_so_in_the_database(session: AsyncSession) -> None:
    """A plain UNIQUE under the same name would be no drift to Alembic."""
    found = await session.execute(
        text(
            "SELECT conname, contype::text, condeferrable AND condeferred, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE conperiod"
        )
    )
    held = {name: (kind, deferred, told) for name, kind, deferred, told in found}
    constraints = [one for table in Base.metadata.tables.values() for one in table.constraints]
    uniques = {str(one.name) for one in constraints if isinstance(one, TemporalUnique)}
    references = {str(one.name) for one in constraints if isinstance(one, TemporalForeignKey)}
    assert set(held) == uniques | references
    for name, (kind, deferred, told) in held.items():
        assert (kind, deferred) == (("u", False) if name in uniques else ("f", True)), name
        assert ("WITHOUT OVERLAPS" if name in uniques else "PERIOD during") in told, name


async def named_constraints(session: AsyncSession) -> set[str]:
    """All that can refuse a row by name: constraints but NOT NULL, and unique indexes."""
    return set(
        await session.scalars(
            text(
                "SELECT conname::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
                f" AND contype <> 'n' AND conrelid <> '{OF_ALEMBIC}'::regclass"
                " UNION SELECT indexrelid::regclass::text FROM pg_index WHERE indisunique"
                f" AND indrelid <> '{OF_ALEMBIC}'::regclass"
                " AND (SELECT relnamespace FROM pg_class WHERE oid = indrelid) = 'public'::regnamespace"
            )
        )
    )


async def test_every_constraint_has_a_meaning(session: AsyncSession) -> None:
    assert {name for name in await named_constraints(session) if errors.of_constraint(name) is None} == set()


async def test_every_meaning_has_a_constraint(session: AsyncSession) -> None:
    assert {*errors.CONSTRAINTS, *errors.RULE_CONSTRAINTS} - await named_constraints(session) == set()


async def test_no_constraint_is_named_by_postgresql(session: AsyncSession) -> None:
    tables = Base.metadata.tables.values()
    made = {str(one.name) for table in tables for one in table.constraints}
    made |= {str(one.name) for table in tables for one in table.indexes}
    assert await named_constraints(session) - made == set()


async def test_every_table_has_a_primary_key(session: AsyncSession) -> None:
    without = await session.scalars(
        text(
            "SELECT relname FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p')"
        )
    )
    assert without.all() == []


# --- what the application may not do


async def test_the_application_owns_nothing(session: AsyncSession) -> None:
    assert await session.scalar(text("SELECT current_user")) == "inee_app"
    owned = await session.scalars(
        text(
            "SELECT oid::regclass::text FROM pg_class WHERE relowner = 'inee_app'::regrole"
            " UNION ALL SELECT oid::regprocedure::text FROM pg_proc WHERE proowner = 'inee_app'::regrole"
            " UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'inee_app'::regrole"
            " UNION ALL SELECT datname FROM pg_database WHERE datdba = 'inee_app'::regrole"
            " UNION ALL SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'inee_app'::regrole"
            " UNION ALL SELECT rolname FROM pg_roles WHERE rolname = 'inee_app'"
            " AND (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication)"
        )
    )
    assert owned.all() == []


NEVER = [
    *(
        f"{verb} {table}"
        for table in ("audit_events", "decisions")
        for verb in ("UPDATE", "DELETE", "TRUNCATE")
    ),
    *(
        f"{verb} {table}"
        for table in ("rulebooks", "rulebook_types", "rulebook_kinds", "role_holdings")
        for verb in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
    ),
    *(f"{verb} {OF_ALEMBIC}" for verb in ("INSERT", "UPDATE", "DELETE", "TRUNCATE")),
    "UPDATE audit_details",
    "TRUNCATE audit_details",
    "TRUNCATE members",
    "TRUNCATE memberships",
]
WRITTEN = {
    "INSERT": "INSERT INTO {table} DEFAULT VALUES",
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}


@pytest.mark.parametrize("act", NEVER)
async def test_the_application_may_not(session: AsyncSession, act: str) -> None:
    verb, table = act.split()
    column = await session.scalar(
        text(f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum = 1")
    )
    assert await refused_with(session, WRITTEN[verb].format(table=table, column=column)) == "42501"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (id int)",
        "CREATE SCHEMA mine",
        "ALTER TABLE audit_events DISABLE TRIGGER ALL",
        "DROP TRIGGER memberships_hold_role ON memberships",
        "SET session_replication_role = replica",
        "SET ROLE inee_owner",
    ],
)
async def test_the_application_may_not_change_the_rules_of_the_house(
    session: AsyncSession, statement: str
) -> None:
    assert await refused_with(session, statement) == "42501"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_events SET action = action", "DELETE FROM audit_events", "TRUNCATE audit_events CASCADE"],
)
async def test_not_even_the_owner_rewrites_the_trace(owner: AsyncConnection, statement: str) -> None:
    await owner.execute(
        text(
            "INSERT INTO audit_events (at, actor_kind, action, subject_type, subject_id)"
            " VALUES ('2026-05-04', 'client', 'x.done', 'x', uuidv7())"
        )
    )
    assert await refused_with(owner, statement) == "42501"


async def refused_with(where: Any, statement: str) -> str | None:
    """The SQLSTATE of the refusal, or None when it went through."""
    try:
        async with where.begin_nested():
            await where.execute(text(statement))
    except DBAPIError as error:
        return errors.sqlstate(error)
    return None


async def test_a_table_of_the_callers_own_does_not_stand_in_for_role_holdings(session: AsyncSession) -> None:
    """The triggers run as the owner; a temporary table of the same name must not catch what they write."""
    paths = await session.scalars(
        text(
            "SELECT array_to_string(proconfig, ';') FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        )
    )
    assert set(paths) == {"search_path=public, pg_temp"}
