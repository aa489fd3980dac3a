"""People sign in: sessions, second factors, focal points, leaders, keys in pairs, and what an erasure leaves."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from api.models.temporal import TemporalForeignKey, TemporalUnique

revision = "20261124_people"
down_revision = "20261124_worker"

KEYS_APART = """
INSERT INTO client_keys (client_id, prefix, key_hash, created_at, expires_at, revoked_at)
SELECT id, key_prefix, key_hash, created_at, expires_at, revoked_at FROM clients
"""

# A client had one key: the newest. One without a key cannot go back to where each has one.
KEYS_TOGETHER = """
UPDATE clients SET key_prefix = k.prefix, key_hash = k.key_hash, expires_at = k.expires_at
FROM (SELECT DISTINCT ON (client_id) * FROM client_keys ORDER BY client_id, created_at DESC) k
WHERE k.client_id = clients.id
"""

REASONS_TOGETHER = """
ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only;
UPDATE audit_events SET reason = d.reason FROM audit_details d WHERE d.event_id = audit_events.id;
ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only;
"""


def DURING() -> sa.Computed:  # noqa: N802  (reads as the constant it stands for)
    return sa.Computed(
        "CASE WHEN ends_on IS NULL OR ends_on > starts_on THEN daterange(starts_on, ends_on) END",
        persisted=True,
    )


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("target", sa.LargeBinary(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("what", "target", name=op.f("attempts_pkey")),
    )
    op.create_index("attempts_began_at_idx", "attempts", ["began_at"], unique=False)
    op.create_table(
        "suppressions",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("suppressions_pkey")),
    )
    op.create_table(
        "administrators",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("administrators_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="administrators_member_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("administrators_pkey")),
        TemporalUnique("member_id", "during", name="administrators_once_at_a_time"),
    )
    op.create_table(
        "audit_details",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["audit_events.id"], name="audit_details_event_known"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("audit_details_pkey")),
    )
    op.create_table(
        "challenges",
        sa.Column(
            "purpose",
            sa.Enum(
                "sign_in",
                "registration",
                "confirmation",
                "email_change",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column(
            "form", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="challenges_member_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("challenges_pkey")),
    )
    op.create_index("challenges_created_at_idx", "challenges", ["created_at"], unique=False)
    op.create_index("challenges_member_id_idx", "challenges", ["member_id"], unique=False)
    op.create_table(
        "credentials",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_hash", sa.LargeBinary(), nullable=True),
        sa.Column("enrolment_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("totp_salt", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=False),
        sa.Column("recovery_hashes", postgresql.ARRAY(sa.LargeBinary()), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="credentials_member_known"),
        sa.PrimaryKeyConstraint("member_id", name=op.f("credentials_pkey")),
    )
    op.create_table(
        "sessions",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "email_code",
                "password_totp",
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("device", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="sessions_member_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("sessions_pkey")),
        sa.UniqueConstraint("token_hash", name="sessions_token_free"),
    )
    op.create_index("sessions_member_id_idx", "sessions", ["member_id"], unique=False)
    op.create_table(
        "focal_points",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("named_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("focal_points_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="focal_points_member_known"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="focal_points_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("focal_points_pkey")),
        TemporalUnique("organisation_id", "member_id", "during", name="focal_points_once_at_a_time"),
    )
    op.create_index("focal_points_member_id_idx", "focal_points", ["member_id"], unique=False)
    op.create_table(
        "client_keys",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="client_keys_client_known"),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name="client_keys_maker_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("client_keys_pkey")),
        sa.UniqueConstraint("prefix", name="client_keys_prefix_free"),
    )
    op.create_index("client_keys_client_id_idx", "client_keys", ["client_id"], unique=False)
    op.create_index("client_keys_made_by_idx", "client_keys", ["made_by"], unique=False)
    op.create_table(
        "leaders",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "chair",
                "convener",
                "facilitator",
                "lead",
                "coordinator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("acting", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("leaders_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="leaders_member_known"),
        TemporalForeignKey(
            ["membership_id", "space_id", "during"],
            ["memberships.id", "memberships.space_id", "memberships.during"],
            name="leaders_within_seat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="leaders_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("leaders_pkey")),
        TemporalUnique("space_id", "member_id", "role", "during", name="leaders_once_at_a_time"),
    )
    op.create_index("leaders_member_id_idx", "leaders", ["member_id"], unique=False)
    op.create_index("audit_events_actor_idx", "audit_events", ["actor_id"], unique=False)
    op.execute("INSERT INTO audit_details SELECT id, reason FROM audit_events WHERE reason IS NOT NULL")
    op.execute("REVOKE UPDATE ON audit_details FROM inee_app")
    op.drop_column("audit_events", "reason")
    op.add_column("clients", sa.Column("made_by", sa.Uuid(), nullable=True))
    op.add_column("clients", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("clients", "version", server_default=None)
    op.add_column("clients", sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE clients SET updated_at = created_at")
    op.alter_column("clients", "updated_at", nullable=False)
    op.execute(KEYS_APART)
    op.drop_constraint(op.f("clients_prefix_free"), "clients", type_="unique")
    op.create_index("clients_made_by_idx", "clients", ["made_by"], unique=False)
    op.create_index("clients_organisation_id_idx", "clients", ["organisation_id"], unique=False)
    op.create_foreign_key("clients_maker_known", "clients", "members", ["made_by"], ["id"])
    op.drop_column("clients", "expires_at")
    op.drop_column("clients", "key_hash")
    op.drop_column("clients", "key_prefix")
    op.add_column(
        "members", sa.Column("at_risk", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("members", sa.Column("pseudonym", sa.Text(), nullable=True))
    op.add_column(
        "members",
        sa.Column(
            "former_addresses",
            postgresql.ARRAY(sa.LargeBinary()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
    )
    op.add_column(
        "members",
        sa.Column(
            "shown_key",
            sa.Text(),
            sa.Computed(
                "fold(CASE WHEN at_risk THEN COALESCE(pseudonym, '…') ELSE full_name END)", persisted=True
            ),
            nullable=False,
        ),
    )
    op.create_index("members_shown_order", "members", ["shown_key", "id"], unique=False)
    op.add_column("organisations", sa.Column("proposed_by", sa.Uuid(), nullable=True))
    op.create_foreign_key("organisations_proposer_known", "organisations", "members", ["proposed_by"], ["id"])
    op.create_index("organisations_proposed_by_idx", "organisations", ["proposed_by"], unique=False)
    op.drop_constraint("organisations_name_free", "organisations", type_="unique")
    op.create_index(
        "organisations_name_free",
        "organisations",
        ["name_key", "country"],
        unique=True,
        postgresql_where="proposed_by IS NULL",
        postgresql_nulls_not_distinct=True,
    )


def downgrade() -> None:
    op.drop_index("organisations_name_free", table_name="organisations")
    op.create_unique_constraint(
        "organisations_name_free",
        "organisations",
        ["name_key", "country"],
        postgresql_nulls_not_distinct=True,
    )
    op.drop_index("organisations_proposed_by_idx", table_name="organisations")
    op.drop_constraint("organisations_proposer_known", "organisations", type_="foreignkey")
    op.drop_column("organisations", "proposed_by")
    op.drop_index("members_shown_order", table_name="members")
    op.drop_column("members", "shown_key")
    op.drop_column("members", "former_addresses")
    op.drop_column("members", "pseudonym")
    op.drop_column("members", "at_risk")
    op.add_column("clients", sa.Column("key_prefix", sa.Text(), nullable=True))
    op.add_column("clients", sa.Column("key_hash", sa.LargeBinary(), nullable=True))
    op.add_column("clients", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(KEYS_TOGETHER)
    for column in ("key_prefix", "key_hash", "expires_at"):
        op.alter_column("clients", column, nullable=False)
    op.drop_constraint("clients_maker_known", "clients", type_="foreignkey")
    op.drop_index("clients_organisation_id_idx", table_name="clients")
    op.drop_index("clients_made_by_idx", table_name="clients")
    op.create_unique_constraint(op.f("clients_prefix_free"), "clients", ["key_prefix"])
    op.drop_column("clients", "updated_at")
    op.drop_column("clients", "version")
    op.drop_column("clients", "made_by")
    op.add_column("audit_events", sa.Column("reason", sa.Text(), nullable=True))
    op.drop_index("audit_events_actor_idx", table_name="audit_events")
    op.drop_index("leaders_member_id_idx", table_name="leaders")
    op.drop_table("leaders")
    op.drop_index("client_keys_made_by_idx", table_name="client_keys")
    op.drop_index("client_keys_client_id_idx", table_name="client_keys")
    op.drop_table("client_keys")
    op.drop_index("focal_points_member_id_idx", table_name="focal_points")
    op.drop_table("focal_points")
    op.drop_index("sessions_member_id_idx", table_name="sessions")
    op.drop_table("sessions")
    op.drop_table("credentials")
    op.drop_index("challenges_member_id_idx", table_name="challenges")
    op.drop_index("challenges_created_at_idx", table_name="challenges")
    op.drop_table("challenges")
    for statement in REASONS_TOGETHER.strip().splitlines():
        op.execute(statement)
    op.drop_table("audit_details")
    op.drop_table("administrators")
    op.drop_table("suppressions")
    op.drop_index("attempts_began_at_idx", table_name="attempts")
    op.drop_table("attempts")
