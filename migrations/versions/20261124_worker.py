"""The worker: letters, their delivery from the outbox, and pgqueuer's queue in a schema of its own."""

import re
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "20261124_worker"
down_revision = "20261123_first"

QUEUE = (
    Path(__file__).parents[1] / "queue.sql"
)  # as pgqueuer 1.6.0 prints it; a later one's changes are a migration

GRANTS = """
GRANT USAGE ON SCHEMA queue TO inee_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA queue GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO inee_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA queue GRANT USAGE ON SEQUENCES TO inee_app;
"""

DROPS = """
DROP TABLE queue.pgqueuer, queue.pgqueuer_log, queue.pgqueuer_schedules, queue.pgqueuer_statistics;

DROP FUNCTION queue.fn_pgqueuer_changed();

DROP TYPE queue.pgqueuer_status;

ALTER DEFAULT PRIVILEGES IN SCHEMA queue REVOKE ALL ON TABLES FROM inee_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA queue REVOKE ALL ON SEQUENCES FROM inee_app;

DROP SCHEMA queue;
"""

WAITING = "event = 'letter.written' AND delivered_at IS NULL AND failed_at IS NULL"


def _each(statements: list[str]) -> None:
    for statement in statements:
        op.execute(sa.text(statement.replace(":", r"\:")))


def _queue() -> list[str]:
    """pgqueuer's statements; the one that makes a function has blank lines of its own."""
    return re.split(r"\n\n(?=CREATE )", QUEUE.read_text(encoding="utf-8").strip())


def upgrade() -> None:
    schema, *objects = _queue()
    _each([schema, *GRANTS.strip().split("\n\n"), *objects])
    op.create_table(
        "letters",
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("challenge_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="letters_member_known"),
        sa.PrimaryKeyConstraint("id", name="letters_pkey"),
    )
    for column in ("priority", "attempts"):
        op.add_column(
            "outbox", sa.Column(column, sa.SmallInteger(), server_default=sa.text("0"), nullable=False)
        )
    for column in ("next_attempt_at", "failed_at"):
        op.add_column("outbox", sa.Column(column, sa.DateTime(timezone=True), nullable=True))
    op.drop_index("outbox_waiting", table_name="outbox", postgresql_where="delivered_at IS NULL")
    op.create_index("outbox_letters_waiting", "outbox", ["priority", "id"], postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index("outbox_letters_waiting", table_name="outbox")
    op.create_index("outbox_waiting", "outbox", ["id"], postgresql_where="delivered_at IS NULL")
    for column in ("failed_at", "next_attempt_at", "attempts", "priority"):
        op.drop_column("outbox", column)
    op.drop_table("letters")
    _each(DROPS.strip().split("\n\n"))
