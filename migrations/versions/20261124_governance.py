"""The network governs itself: tasks, plans, linkages, extensions, comments; leaders act for a time, seats outlive a type."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from api.models.temporal import TemporalUnique

revision = "20261124_governance"
down_revision = "20261124_people"

# What a seat's type asks of it: no more of one whose space has changed type since (R27).
BINDING = {
    "enforced_parent_seat": "CASE WHEN NOT ({open} OR kind = 'individual' OR 'parent_wg_seat_required' = ANY (overridden))"
    " THEN within_space_id IS NOT NULL END",
    "enforced_mandate": "CASE WHEN NOT ({open}) THEN mandate_id IS NOT NULL END",
}

# What the space of an open application is, for as long as it is open (R26).
AWAITED = {"awaits_type": "space_type", "awaits_status": "'active'"}

# Sent in the very moment their space ended: nobody will decide on them.
LEFT_WAITING = """
UPDATE applications a SET status = 'lapsed', decided_at = a.updated_at FROM spaces s
WHERE s.id = a.space_id AND s.status <> 'active' AND a.status IN ('submitted', 'under_review')
"""


def DURING() -> sa.Computed:  # noqa: N802  (reads as the constant it stands for)
    return sa.Computed(
        "CASE WHEN ends_on IS NULL OR ends_on > starts_on THEN daterange(starts_on, ends_on) END",
        persisted=True,
    )


def bind(open_where: str) -> None:
    for column, when in BINDING.items():
        expression = when.format(open=open_where)
        op.execute(f"ALTER TABLE memberships ALTER COLUMN {column} SET EXPRESSION AS ({expression})")


def upgrade() -> None:
    op.create_table(
        "comments",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name="comments_author_known"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="comments_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("comments_pkey")),
    )
    op.create_index("comments_author_id_idx", "comments", ["author_id"], unique=False)
    op.create_index("comments_space_id_idx", "comments", ["space_id"], unique=False)
    op.create_table(
        "linkages",
        sa.Column("from_id", sa.Uuid(), nullable=False),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "shared_activity",
                "technical_guidance",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "first_id",
            sa.Uuid(),
            sa.Computed(
                "CASE WHEN kind = 'shared_activity' THEN LEAST(from_id, to_id) ELSE from_id END",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column(
            "second_id",
            sa.Uuid(),
            sa.Computed(
                "CASE WHEN kind = 'shared_activity' THEN GREATEST(from_id, to_id) ELSE to_id END",
                persisted=True,
            ),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("linkages_period_in_order")),
        sa.CheckConstraint("from_id <> to_id", name=op.f("linkages_not_to_itself")),
        sa.ForeignKeyConstraint(["from_id"], ["spaces.id"], name="linkages_from_known"),
        sa.ForeignKeyConstraint(["to_id"], ["spaces.id"], name="linkages_to_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("linkages_pkey")),
        TemporalUnique("first_id", "second_id", "kind", "during", name="linkages_once_at_a_time"),
    )
    op.create_index("linkages_from_id_idx", "linkages", ["from_id"], unique=False)
    op.create_index("linkages_to_id_idx", "linkages", ["to_id"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "open", "done", "dropped", name="status", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint(
            "(status = 'open') = (closed_on IS NULL)", name=op.f("tasks_closed_when_not_open")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["members.id"], name="tasks_owner_known"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="tasks_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("tasks_pkey")),
    )
    op.create_index("tasks_owner_id_idx", "tasks", ["owner_id"], unique=False)
    op.create_index("tasks_space_id_idx", "tasks", ["space_id"], unique=False)
    op.create_table(
        "extensions",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        sa.Column("former_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("due_on > former_due_on", name=op.f("extensions_due_later")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="extensions_decision_known"),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name="extensions_mandate_known"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="extensions_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("extensions_pkey")),
        sa.UniqueConstraint("decision_id", name="extensions_one_a_decision"),
    )
    op.create_index("extensions_space_id_idx", "extensions", ["space_id"], unique=False)
    op.create_table(
        "plans",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum("goals", "work_plan", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("priorities", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("decision_id", sa.Uuid(), nullable=True),
        sa.Column("minutes_reference", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint(
            "CASE WHEN adopted_on IS NULL THEN decision_id IS NULL AND minutes_reference IS NULL ELSE (decision_id IS NULL) <> (minutes_reference IS NULL) END",
            name=op.f("plans_adopted_by_somebody"),
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("plans_period_in_order")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name="plans_decision_known"),
        sa.ForeignKeyConstraint(["mandate_id"], ["mandates.id"], name="plans_mandate_known"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="plans_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("plans_pkey")),
        sa.UniqueConstraint("decision_id", name="plans_one_a_decision"),
        sa.UniqueConstraint("mandate_id", name="plans_one_a_mandate"),
    )
    op.create_index("plans_space_id_idx", "plans", ["space_id"], unique=False)
    op.add_column("leaders", sa.Column("due_on", sa.Date(), nullable=True))
    op.add_column(
        "leaders",
        sa.Column("overridden", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    )
    op.add_column("leaders", sa.Column("override_reason", sa.Text(), nullable=True))
    op.add_column("leaders", sa.Column("override_by", sa.Uuid(), nullable=True))
    op.add_column("mandates", sa.Column("opened_by", sa.Uuid(), nullable=True))
    op.add_column("mandates", sa.Column("closed_by", sa.Uuid(), nullable=True))
    op.create_unique_constraint("mandates_one_a_decision", "mandates", ["opened_by"])
    op.create_foreign_key("mandates_closing_known", "mandates", "decisions", ["closed_by"], ["id"])
    op.create_foreign_key("mandates_opening_known", "mandates", "decisions", ["opened_by"], ["id"])
    op.add_column("memberships", sa.Column("term_exempt_reason", sa.Text(), nullable=True))
    op.add_column("memberships", sa.Column("eligibility_lapsed_on", sa.Date(), nullable=True))
    op.add_column(
        "memberships",
        sa.Column("carried_over", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column(
        "structural_links",
        sa.Column("is_demo", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("spaces", sa.Column("status_reason", sa.Text(), nullable=True))
    op.add_column("spaces", sa.Column("proposed_by", sa.Uuid(), nullable=True))
    op.create_index("spaces_proposed_by_idx", "spaces", ["proposed_by"], unique=False)
    op.create_foreign_key("spaces_proposer_known", "spaces", "members", ["proposed_by"], ["id"])
    op.create_check_constraint(
        op.f("leaders_due_while_acting"), "leaders", "due_on IS NULL OR (acting AND due_on > starts_on)"
    )
    op.create_check_constraint(
        op.f("leaders_override_has_reason"),
        "leaders",
        "(cardinality(overridden) > 0) = (override_reason IS NOT NULL) AND (override_reason IS NULL) = (override_by IS NULL)",
    )
    op.execute("UPDATE memberships SET term_exempt_reason = 'Exempt' WHERE term_exempt")
    op.create_check_constraint(
        op.f("memberships_exempt_has_reason"), "memberships", "term_exempt = (term_exempt_reason IS NOT NULL)"
    )
    bind("historic OR carried_over")
    op.create_unique_constraint("spaces_as_it_is", "spaces", ["id", "type", "status"])
    for column, value in AWAITED.items():
        expression = f"CASE WHEN status IN ('submitted', 'under_review') THEN {value} END"
        op.add_column(
            "applications",
            sa.Column(column, sa.Text(), sa.Computed(expression, persisted=True), nullable=True),
        )
    op.execute(LEFT_WAITING)
    op.create_foreign_key(
        "applications_space_open",
        "applications",
        "spaces",
        ["space_id", *AWAITED],
        ["id", "type", "status"],
    )
    # Decisions are written once (R17): a wrong record is answered by another.
    op.execute("REVOKE UPDATE, DELETE ON decisions, extensions FROM inee_app")


def downgrade() -> None:
    op.execute("GRANT UPDATE, DELETE ON decisions TO inee_app")
    op.drop_constraint("applications_space_open", "applications", type_="foreignkey")
    for column in AWAITED:
        op.drop_column("applications", column)
    op.drop_constraint("spaces_as_it_is", "spaces", type_="unique")
    bind("historic")
    op.drop_constraint(op.f("memberships_exempt_has_reason"), "memberships", type_="check")
    op.drop_constraint(op.f("leaders_override_has_reason"), "leaders", type_="check")
    op.drop_constraint(op.f("leaders_due_while_acting"), "leaders", type_="check")
    op.drop_constraint("spaces_proposer_known", "spaces", type_="foreignkey")
    op.drop_index("spaces_proposed_by_idx", table_name="spaces")
    op.drop_column("spaces", "proposed_by")
    op.drop_column("spaces", "status_reason")
    op.drop_column("structural_links", "is_demo")
    op.drop_column("memberships", "carried_over")
    op.drop_column("memberships", "eligibility_lapsed_on")
    op.drop_column("memberships", "term_exempt_reason")
    op.drop_constraint("mandates_opening_known", "mandates", type_="foreignkey")
    op.drop_constraint("mandates_closing_known", "mandates", type_="foreignkey")
    op.drop_constraint("mandates_one_a_decision", "mandates", type_="unique")
    op.drop_column("mandates", "closed_by")
    op.drop_column("mandates", "opened_by")
    op.drop_column("leaders", "override_by")
    op.drop_column("leaders", "override_reason")
    op.drop_column("leaders", "overridden")
    op.drop_column("leaders", "due_on")
    op.drop_index("plans_space_id_idx", table_name="plans")
    op.drop_table("plans")
    op.drop_index("extensions_space_id_idx", table_name="extensions")
    op.drop_table("extensions")
    op.drop_index("tasks_space_id_idx", table_name="tasks")
    op.drop_index("tasks_owner_id_idx", table_name="tasks")
    op.drop_table("tasks")
    op.drop_index("linkages_to_id_idx", table_name="linkages")
    op.drop_index("linkages_from_id_idx", table_name="linkages")
    op.drop_table("linkages")
    op.drop_index("comments_space_id_idx", table_name="comments")
    op.drop_index("comments_author_id_idx", table_name="comments")
    op.drop_table("comments")
