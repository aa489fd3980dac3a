"""The first schema: dated tables, temporal keys, rules as foreign keys, and what the application's role may touch."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from api.models.temporal import TemporalForeignKey, TemporalUnique

revision = "20261123_first"
down_revision = None

BEFORE = """
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE FUNCTION fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFKD)));

COMMENT ON FUNCTION fold(text) IS 'A name as it is sorted and searched: lower case, accents folded';

GRANT USAGE ON SCHEMA public TO inee_app;

GRANT SELECT ON alembic_version TO inee_app;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO inee_app;
"""

# The application writes rules nowhere, edits no audit row or decision, and holds roles only through the triggers.
AFTER = """
REVOKE INSERT, UPDATE, DELETE ON rulebooks, rulebook_types, rulebook_kinds, role_holdings FROM inee_app;

REVOKE UPDATE, DELETE ON audit_events, decisions FROM inee_app;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_events_never_emptied BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION hold_role_by_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM role_holdings WHERE source_id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.member_id IS NOT NULL THEN
    INSERT INTO role_holdings (source_id, space_id, member_id, starts_on, ends_on)
    VALUES (NEW.id, NEW.space_id, NEW.member_id, NEW.starts_on, NEW.ends_on);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER memberships_hold_role AFTER INSERT OR DELETE OR UPDATE OF space_id, member_id, starts_on, ends_on
  ON memberships FOR EACH ROW EXECUTE FUNCTION hold_role_by_seat();

CREATE FUNCTION hold_role_for_seat() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    DELETE FROM role_holdings WHERE source_id = OLD.id;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.agreed_on IS NOT NULL THEN
    INSERT INTO role_holdings (source_id, space_id, member_id, starts_on, ends_on)
    VALUES (NEW.id, NEW.space_id, NEW.member_id, NEW.starts_on, NEW.ends_on);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER representatives_hold_role AFTER INSERT OR DELETE OR UPDATE
  ON representatives FOR EACH ROW EXECUTE FUNCTION hold_role_for_seat();
"""


def DURING() -> sa.Computed:  # noqa: N802  (reads as the constant it stands for)
    return sa.Computed(
        "CASE WHEN ends_on IS NULL OR ends_on > starts_on THEN daterange(starts_on, ends_on) END",
        persisted=True,
    )


def _each(paragraphs: str) -> None:
    """Statements apart by a blank line, one at a time, as asyncpg wants them."""
    for statement in paragraphs.strip().split("\n\n"):
        op.execute(sa.text(statement.replace(":", r"\:")))


def upgrade() -> None:
    _each(BEFORE)
    op.create_table(
        "audit_events",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("fields", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("audit_events_pkey")),
    )
    op.create_index("audit_events_subject_idx", "audit_events", ["subject_id"], unique=False)
    op.create_table(
        "idempotency",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("caller", "route", "key", name=op.f("idempotency_pkey")),
    )
    op.create_index("idempotency_created_at_idx", "idempotency", ["created_at"], unique=False)
    op.create_table(
        "members",
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), sa.Computed("fold(full_name)", persisted=True), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=True),
        sa.Column("family_name", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("email_key", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("languages", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("topics", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "unconfirmed",
                "active",
                "external",
                "suspended",
                "left",
                "erased",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "visibility",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("(email IS NULL) = (email_key IS NULL)", name=op.f("members_email_has_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("members_pkey")),
        sa.UniqueConstraint("email_key", name="members_email_free"),
    )
    op.create_index("members_country_idx", "members", ["country"], unique=False)
    op.create_index("members_name_order", "members", ["name_key", "id"], unique=False)
    op.create_index("members_updated_order", "members", ["updated_at", "id"], unique=False)
    op.create_table(
        "organisations",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), sa.Computed("fold(name)", persisted=True), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "un_agency",
                "multilateral",
                "international_ngo",
                "national_ngo",
                "regional_ngo",
                "community_based_organisation",
                "network",
                "bilateral_donor",
                "foundation",
                "government",
                "academic",
                "red_cross_red_crescent",
                "private_sector",
                "school",
                "other",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("organisations_not_its_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["organisations.id"], name="organisations_parent_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("organisations_pkey")),
        sa.UniqueConstraint(
            "name_key", "country", name="organisations_name_free", postgresql_nulls_not_distinct=True
        ),
        sa.UniqueConstraint("slug", name="organisations_slug_free"),
    )
    op.create_index("organisations_name_order", "organisations", ["name_key", "id"], unique=False)
    op.create_index("organisations_parent_id_idx", "organisations", ["parent_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("outbox_pkey")),
    )
    op.create_index("outbox_waiting", "outbox", ["id"], unique=False, postgresql_where="delivered_at IS NULL")
    op.create_table(
        "role_holdings",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.PrimaryKeyConstraint("source_id", name=op.f("role_holdings_pkey")),
        TemporalUnique("space_id", "member_id", "during", name="role_holdings_one_a_person"),
    )
    op.create_index("role_holdings_member_id_idx", "role_holdings", ["member_id"], unique=False)
    op.create_table(
        "rulebooks",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("during"), "&&"), using="gist", name="rulebooks_one_in_force"
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("rulebooks_period_in_order")),
        sa.PrimaryKeyConstraint("version", name=op.f("rulebooks_pkey")),
    )
    op.create_table(
        "affiliations",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("affiliations_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="affiliations_member_known"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="affiliations_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("affiliations_pkey")),
        TemporalUnique("member_id", "organisation_id", "during", name="affiliations_once_at_a_time"),
    )
    op.create_index(
        "affiliations_organisation_id_idx", "affiliations", ["organisation_id", "member_id"], unique=False
    )
    op.create_table(
        "clients",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("permissions", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("key_prefix", sa.Text(), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name="clients_organisation_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("clients_pkey")),
        sa.UniqueConstraint("key_prefix", name="clients_prefix_free"),
    )
    op.create_table(
        "consents",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("withdrawn_on >= given_on", name=op.f("consents_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="consents_member_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("consents_pkey")),
        sa.UniqueConstraint("member_id", "given_on", "source", name="consents_once"),
    )
    op.create_table(
        "import_batches",
        sa.Column(
            "kind",
            sa.Enum(
                "members",
                "roster",
                "organisations",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "previewing",
                "previewed",
                "committing",
                "committed",
                "undoing",
                "undone",
                "failed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("file_name", sa.Text(), nullable=True),
        sa.Column("file_digest", sa.LargeBinary(), nullable=False),
        sa.Column("columns", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "unknown_columns", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_done", sa.Integer(), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("plan_digest", sa.LargeBinary(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="import_batches_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("import_batches_pkey")),
    )
    op.create_table(
        "member_references",
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("external_ref", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="member_references_member_known"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="member_references_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("member_references_pkey")),
        sa.UniqueConstraint(
            "organisation_id",
            "external_ref",
            name="member_references_free",
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("member_references_member_id_idx", "member_references", ["member_id"], unique=False)
    op.create_table(
        "member_states",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "unconfirmed",
                "active",
                "external",
                "suspended",
                "left",
                "erased",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("member_states_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="member_states_member_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("member_states_pkey")),
        TemporalUnique("member_id", "during", name="member_states_one_at_a_time"),
    )
    op.create_table(
        "organisation_aliases",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), sa.Computed("fold(name)", persisted=True), nullable=False),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("organisation_aliases_period_in_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="organisation_aliases_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("organisation_aliases_pkey")),
        sa.UniqueConstraint("organisation_id", "name_key", name="organisation_aliases_once"),
    )
    op.create_index("organisation_aliases_name_key_idx", "organisation_aliases", ["name_key"], unique=False)
    op.create_table(
        "organisation_slugs",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("slug"), "="),
            (sa.column("organisation_id"), "<>"),
            using="gist",
            name="organisation_slugs_slug_free",
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("organisation_slugs_period_in_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="organisation_slugs_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("organisation_slugs_pkey")),
        TemporalUnique("organisation_id", "during", name="organisation_slugs_one_at_a_time"),
    )
    op.create_table(
        "partnerships",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("partnerships_period_in_order")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="partnerships_organisation_known"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("partnerships_pkey")),
        TemporalUnique("organisation_id", "during", name="partnerships_one_at_a_time"),
    )
    op.create_table(
        "rulebook_kinds",
        sa.Column("rulebook", sa.Integer(), nullable=False),
        sa.Column(
            "space_type",
            sa.Enum(
                "steering_group",
                "secretariat",
                "working_group",
                "workstream",
                "collaborative",
                "reference_group",
                "task_team",
                "language_community",
                name="space_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "institutional",
                "individual",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["rulebook"], ["rulebooks.version"], name=op.f("rulebook_kinds_rulebook_known")
        ),
        sa.PrimaryKeyConstraint("rulebook", "space_type", "kind", name=op.f("rulebook_kinds_pkey")),
    )
    op.create_table(
        "rulebook_types",
        sa.Column("rulebook", sa.Integer(), nullable=False),
        sa.Column(
            "space_type",
            sa.Enum(
                "steering_group",
                "secretariat",
                "working_group",
                "workstream",
                "collaborative",
                "reference_group",
                "task_team",
                "language_community",
                name="space_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("needs_parent_seat", sa.Boolean(), nullable=False),
        sa.Column("has_mandates", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rulebook"], ["rulebooks.version"], name=op.f("rulebook_types_rulebook_known")
        ),
        sa.PrimaryKeyConstraint("rulebook", "space_type", name=op.f("rulebook_types_pkey")),
        sa.UniqueConstraint("rulebook", "space_type", "has_mandates", name="rulebook_types_mandates"),
        sa.UniqueConstraint("rulebook", "space_type", "needs_parent_seat", name="rulebook_types_parent_seat"),
    )
    op.create_table(
        "spaces",
        sa.Column(
            "type",
            sa.Enum(
                "steering_group",
                "secretariat",
                "working_group",
                "workstream",
                "collaborative",
                "reference_group",
                "task_team",
                "language_community",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), sa.Computed("fold(name)", persisted=True), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column(
            "scope",
            sa.Enum(
                "global",
                "regional",
                "local",
                name="scope",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "approved",
                "active",
                "disbanded",
                "rejected",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column(
            "end_reason",
            sa.Enum(
                "tasks_completed",
                "interest_lapsed",
                "mandate_closed",
                "period_completed",
                "parent_ended",
                "closed_by_decision",
                "space_disbanded",
                "mandate_ended",
                "term_ended",
                "appointment_ended",
                "parent_seat_ended",
                "linked_seat_ended",
                "withdrawn",
                "removed",
                "member_left",
                "member_erased",
                "merged",
                "recorded_in_error",
                name="end_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("seat_limit", sa.Integer(), nullable=True),
        sa.Column(
            "admission",
            sa.Enum(
                "standing", "by_call", name="admission", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("rulebook", sa.Integer(), nullable=False),
        sa.Column("overridden", sa.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_by", sa.Uuid(), nullable=True),
        sa.Column("successor_of", sa.Uuid(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("spaces_period_in_order")),
        sa.CheckConstraint("parent_id <> id", name=op.f("spaces_not_its_own_parent")),
        sa.CheckConstraint("seat_limit > 0", name=op.f("spaces_seat_limit_positive")),
        sa.ForeignKeyConstraint(["parent_id"], ["spaces.id"], name="spaces_parent_known"),
        sa.ForeignKeyConstraint(["rulebook"], ["rulebooks.version"], name="spaces_rulebook_known"),
        sa.ForeignKeyConstraint(["successor_of"], ["spaces.id"], name="spaces_predecessor_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("spaces_pkey")),
        sa.UniqueConstraint("id", "parent_id", name="spaces_parent_of"),
        sa.CheckConstraint(
            "(cardinality(overridden) > 0) = (override_reason IS NOT NULL)"
            " AND (override_reason IS NULL) = (override_by IS NULL)",
            name=op.f("spaces_override_has_reason"),
        ),
        sa.UniqueConstraint("slug", name="spaces_slug_free"),
    )
    op.create_index(
        "spaces_language_free",
        "spaces",
        ["language"],
        unique=True,
        postgresql_where="type = 'language_community' AND status IN ('approved', 'active')",
    )
    op.create_index("spaces_name_order", "spaces", ["name_key", "id"], unique=False)
    op.create_index(
        "spaces_only_one",
        "spaces",
        ["type"],
        unique=True,
        postgresql_where="type IN ('steering_group', 'secretariat') AND status IN ('approved', 'active')",
    )
    op.create_index("spaces_parent_id_idx", "spaces", ["parent_id"], unique=False)
    op.create_table(
        "calls",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("calls_opens_before_it_closes")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="calls_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("calls_pkey")),
    )
    op.create_index("calls_space_id_idx", "calls", ["space_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("body_id", sa.Uuid(), nullable=False),
        sa.Column(
            "subject_type",
            sa.Enum(
                "space",
                "extension",
                "application",
                "mandate",
                "plan",
                name="subject_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "approved", "rejected", name="outcome", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("minutes_reference", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["spaces.id"], name="decisions_body_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("decisions_pkey")),
    )
    op.create_index("decisions_subject_idx", "decisions", ["subject_id"], unique=False)
    op.create_table(
        "import_rows",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column(
            "result",
            sa.Enum(
                "created",
                "updated",
                "unchanged",
                "duplicate_in_file",
                "conflict",
                "suppressed",
                "error",
                name="result",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column(
            "params", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column("changed", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name="import_rows_batch_known"),
        sa.PrimaryKeyConstraint("batch_id", "row", name=op.f("import_rows_pkey")),
    )
    op.create_index("import_rows_result_idx", "import_rows", ["batch_id", "result", "row"], unique=False)
    op.create_table(
        "mandates",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first_due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint(
            "due_on > starts_on AND due_on >= first_due_on", name=op.f("mandates_due_after_start")
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("mandates_period_in_order")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="mandates_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("mandates_pkey")),
        TemporalUnique("id", "space_id", "during", name="mandates_of_space_at_a_time"),
        TemporalUnique("space_id", "during", name="mandates_one_at_a_time"),
    )
    op.create_table(
        "space_slugs",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        postgresql.ExcludeConstraint(
            (sa.column("slug"), "="),
            (sa.column("space_id"), "<>"),
            using="gist",
            name="space_slugs_slug_free",
        ),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("space_slugs_period_in_order")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="space_slugs_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("space_slugs_pkey")),
        TemporalUnique("space_id", "during", name="space_slugs_one_at_a_time"),
    )
    op.create_table(
        "space_states",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "proposed",
                "approved",
                "active",
                "disbanded",
                "rejected",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "type",
            sa.Enum(
                "steering_group",
                "secretariat",
                "working_group",
                "workstream",
                "collaborative",
                "reference_group",
                "task_team",
                "language_community",
                name="type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("space_states_period_in_order")),
        sa.ForeignKeyConstraint(["parent_id"], ["spaces.id"], name="space_states_parent_known"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="space_states_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("space_states_pkey")),
        TemporalUnique("space_id", "during", name="space_states_one_at_a_time"),
        TemporalUnique("space_id", "status", "during", name="space_states_status_at_a_time"),
    )
    op.create_table(
        "structural_links",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("target_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("sponsor", "supports", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("structural_links_period_in_order")),
        sa.CheckConstraint("target_id <> space_id", name=op.f("structural_links_not_to_itself")),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="structural_links_space_known"),
        sa.ForeignKeyConstraint(["target_id"], ["spaces.id"], name="structural_links_target_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("structural_links_pkey")),
        TemporalUnique("space_id", "target_id", "kind", "during", name="structural_links_once_at_a_time"),
    )
    op.create_index("structural_links_target_id_idx", "structural_links", ["target_id"], unique=False)
    op.create_table(
        "applications",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column(
            "space_type",
            sa.Enum(
                "steering_group",
                "secretariat",
                "working_group",
                "workstream",
                "collaborative",
                "reference_group",
                "task_team",
                "language_community",
                name="space_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "institutional",
                "individual",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("rulebook", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "submitted",
                "under_review",
                "accepted",
                "declined",
                "withdrawn",
                "lapsed",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("call_id", sa.Uuid(), nullable=True),
        sa.Column("statement", sa.Text(), nullable=True),
        sa.Column(
            "answers", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column(
            "also_apply_to", postgresql.ARRAY(sa.Uuid()), server_default=sa.text("'{}'"), nullable=False
        ),
        sa.Column(
            "findings",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'[]'"),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=True),
        sa.Column("consent_given_on", sa.Date(), nullable=True),
        sa.Column("consent_source", sa.Text(), nullable=True),
        sa.Column("submitted_by", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=True),
        sa.Column("overridden", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.CheckConstraint(
            "(status IN ('submitted', 'under_review')) = (decided_at IS NULL)",
            name=op.f("applications_decided_when_closed"),
        ),
        sa.CheckConstraint(
            "CASE kind WHEN 'institutional' THEN organisation_id IS NOT NULL AND member_id IS NULL ELSE member_id IS NOT NULL AND organisation_id IS NULL END",
            name=op.f("applications_one_holder"),
        ),
        sa.CheckConstraint(
            "status <> 'declined' OR decision_reason IS NOT NULL",
            name=op.f("applications_declined_with_reason"),
        ),
        sa.CheckConstraint(
            "(cardinality(overridden) > 0) = (override_reason IS NOT NULL) AND (override_reason IS NULL) = (override_by IS NULL)",
            name=op.f("applications_override_has_reason"),
        ),
        sa.CheckConstraint(
            "(received_on IS NULL) = (received_by IS NULL) AND (received_on IS NULL) = (consent_given_on IS NULL) AND (received_on IS NULL) = (consent_source IS NULL)",
            name=op.f("applications_recorded_with_consent"),
        ),
        sa.ForeignKeyConstraint(["call_id"], ["calls.id"], name="applications_call_known"),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="applications_member_known"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="applications_organisation_known"
        ),
        sa.ForeignKeyConstraint(["rulebook"], ["rulebooks.version"], name="applications_rulebook_known"),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="applications_space_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("applications_pkey")),
    )
    op.create_index("applications_member_id_idx", "applications", ["member_id"], unique=False)
    op.create_index(
        "applications_one_open_a_member",
        "applications",
        ["space_id", "member_id"],
        unique=True,
        postgresql_where="status IN ('submitted', 'under_review')",
    )
    op.create_index(
        "applications_one_open_an_organisation",
        "applications",
        ["space_id", "organisation_id"],
        unique=True,
        postgresql_where="status IN ('submitted', 'under_review')",
    )
    op.create_index("applications_organisation_id_idx", "applications", ["organisation_id"], unique=False)
    op.create_index("applications_updated_order", "applications", ["updated_at", "id"], unique=False)
    op.create_table(
        "application_representatives",
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "primary", "alternate", name="role", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="application_representatives_application_known"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="application_representatives_member_known"
        ),
        sa.PrimaryKeyConstraint("application_id", "role", name=op.f("application_representatives_pkey")),
        sa.UniqueConstraint("application_id", "member_id", name="application_representatives_one_role"),
    )
    op.create_table(
        "memberships",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column(
            "space_type",
            sa.Enum(
                "steering_group",
                "secretariat",
                "working_group",
                "workstream",
                "collaborative",
                "reference_group",
                "task_team",
                "language_community",
                name="space_type",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                "institutional",
                "individual",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("rulebook", sa.Integer(), nullable=False),
        sa.Column("mandate_id", sa.Uuid(), nullable=True),
        sa.Column("within_space_id", sa.Uuid(), nullable=True),
        sa.Column("host_organisation_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("term_exempt", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column(
            "end_reason",
            sa.Enum(
                "tasks_completed",
                "interest_lapsed",
                "mandate_closed",
                "period_completed",
                "parent_ended",
                "closed_by_decision",
                "space_disbanded",
                "mandate_ended",
                "term_ended",
                "appointment_ended",
                "parent_seat_ended",
                "linked_seat_ended",
                "withdrawn",
                "removed",
                "member_left",
                "member_erased",
                "merged",
                "recorded_in_error",
                name="end_reason",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("application_id", sa.Uuid(), nullable=True),
        sa.Column("historic", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("overridden", postgresql.ARRAY(sa.Text()), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_by", sa.Uuid(), nullable=True),
        sa.Column(
            "enforced_status",
            sa.Text(),
            sa.Computed("CASE WHEN NOT historic THEN 'active' END", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "enforced_kind",
            sa.Text(),
            sa.Computed(
                "CASE WHEN NOT (historic OR overridden && ARRAY['individual_not_permitted', 'institution_not_permitted']) THEN kind END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "enforced_parent_seat",
            sa.Boolean(),
            sa.Computed(
                "CASE WHEN NOT (historic OR kind = 'individual' OR 'parent_wg_seat_required' = ANY (overridden)) THEN within_space_id IS NOT NULL END",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "enforced_mandate",
            sa.Boolean(),
            sa.Computed("CASE WHEN NOT historic THEN mandate_id IS NOT NULL END", persisted=True),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint(
            "CASE kind WHEN 'institutional' THEN organisation_id IS NOT NULL AND member_id IS NULL ELSE member_id IS NOT NULL AND organisation_id IS NULL END",
            name=op.f("memberships_one_holder"),
        ),
        sa.CheckConstraint(
            "(cardinality(overridden) > 0) = (override_reason IS NOT NULL) AND (override_reason IS NULL) = (override_by IS NULL)",
            name=op.f("memberships_override_has_reason"),
        ),
        sa.CheckConstraint("NOT historic OR ends_on IS NOT NULL", name=op.f("memberships_history_has_ended")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("memberships_period_in_order")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="memberships_application_known"
        ),
        sa.ForeignKeyConstraint(
            ["host_organisation_id"], ["organisations.id"], name="memberships_host_known"
        ),
        TemporalForeignKey(
            ["mandate_id", "space_id", "during"],
            ["mandates.id", "mandates.space_id", "mandates.during"],
            name="memberships_mandate_open",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="memberships_member_known"),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name="memberships_organisation_known"
        ),
        sa.ForeignKeyConstraint(
            ["rulebook", "space_type", "enforced_kind"],
            ["rulebook_kinds.rulebook", "rulebook_kinds.space_type", "rulebook_kinds.kind"],
            name="memberships_kind_permitted",
        ),
        sa.ForeignKeyConstraint(
            ["rulebook", "space_type", "enforced_mandate"],
            ["rulebook_types.rulebook", "rulebook_types.space_type", "rulebook_types.has_mandates"],
            name="memberships_mandate_named",
        ),
        sa.ForeignKeyConstraint(
            ["rulebook", "space_type", "enforced_parent_seat"],
            ["rulebook_types.rulebook", "rulebook_types.space_type", "rulebook_types.needs_parent_seat"],
            name="memberships_parent_seat_named",
        ),
        TemporalForeignKey(
            ["space_id", "enforced_status", "during"],
            ["space_states.space_id", "space_states.status", "space_states.during"],
            name="memberships_space_active",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["space_id", "within_space_id"],
            ["spaces.id", "spaces.parent_id"],
            name="memberships_within_the_parent",
        ),
        sa.ForeignKeyConstraint(["space_id"], ["spaces.id"], name="memberships_space_known"),
        TemporalForeignKey(
            ["within_space_id", "organisation_id", "during"],
            ["memberships.space_id", "memberships.organisation_id", "memberships.during"],
            name="memberships_parent_seat_live",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("memberships_pkey")),
        TemporalUnique("id", "space_id", "during", name="memberships_at_a_time"),
        TemporalUnique("space_id", "member_id", "during", name="memberships_one_seat_a_member"),
        TemporalUnique("space_id", "organisation_id", "during", name="memberships_one_seat_an_organisation"),
    )
    op.create_index("memberships_member_id_idx", "memberships", ["member_id"], unique=False)
    op.create_index("memberships_one_an_application", "memberships", ["application_id"], unique=True)
    op.create_index("memberships_organisation_id_idx", "memberships", ["organisation_id"], unique=False)
    op.create_index("memberships_updated_order", "memberships", ["updated_at", "id"], unique=False)
    op.create_table(
        "representatives",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "primary", "alternate", name="role", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("attested_senior_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Uuid(), server_default=sa.text("uuidv7()"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("during", postgresql.DATERANGE(), DURING(), nullable=True),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("representatives_period_in_order")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name="representatives_member_known"),
        TemporalForeignKey(
            ["membership_id", "space_id", "during"],
            ["memberships.id", "memberships.space_id", "memberships.during"],
            name="representatives_within_seat",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["membership_id"], ["memberships.id"], name="representatives_seat_known"),
        sa.PrimaryKeyConstraint("id", name=op.f("representatives_pkey")),
        TemporalUnique("membership_id", "role", "during", name="representatives_one_a_role"),
    )
    op.create_index("representatives_member_id_idx", "representatives", ["member_id"], unique=False)
    _each(AFTER)


def downgrade() -> None:
    op.drop_index("representatives_member_id_idx", table_name="representatives")
    op.drop_table("representatives")
    op.drop_index("memberships_updated_order", table_name="memberships")
    op.drop_index("memberships_organisation_id_idx", table_name="memberships")
    op.drop_index("memberships_one_an_application", table_name="memberships")
    op.drop_index("memberships_member_id_idx", table_name="memberships")
    op.drop_table("memberships")
    op.drop_table("application_representatives")
    op.drop_index("applications_updated_order", table_name="applications")
    op.drop_index("applications_organisation_id_idx", table_name="applications")
    op.drop_index(
        "applications_one_open_an_organisation",
        table_name="applications",
        postgresql_where="status IN ('submitted', 'under_review')",
    )
    op.drop_index(
        "applications_one_open_a_member",
        table_name="applications",
        postgresql_where="status IN ('submitted', 'under_review')",
    )
    op.drop_index("applications_member_id_idx", table_name="applications")
    op.drop_table("applications")
    op.drop_index("structural_links_target_id_idx", table_name="structural_links")
    op.drop_table("structural_links")
    op.drop_table("space_states")
    op.drop_table("space_slugs")
    op.drop_table("mandates")
    op.drop_index("import_rows_result_idx", table_name="import_rows")
    op.drop_table("import_rows")
    op.drop_index("decisions_subject_idx", table_name="decisions")
    op.drop_table("decisions")
    op.drop_index("calls_space_id_idx", table_name="calls")
    op.drop_table("calls")
    op.drop_index("spaces_parent_id_idx", table_name="spaces")
    op.drop_index(
        "spaces_only_one",
        table_name="spaces",
        postgresql_where="type IN ('steering_group', 'secretariat') AND status IN ('approved', 'active')",
    )
    op.drop_index("spaces_name_order", table_name="spaces")
    op.drop_index(
        "spaces_language_free",
        table_name="spaces",
        postgresql_where="type = 'language_community' AND status IN ('approved', 'active')",
    )
    op.drop_table("spaces")
    op.drop_table("rulebook_types")
    op.drop_table("rulebook_kinds")
    op.drop_table("partnerships")
    op.drop_table("organisation_slugs")
    op.drop_index("organisation_aliases_name_key_idx", table_name="organisation_aliases")
    op.drop_table("organisation_aliases")
    op.drop_table("member_states")
    op.drop_index("member_references_member_id_idx", table_name="member_references")
    op.drop_table("member_references")
    op.drop_table("import_batches")
    op.drop_table("consents")
    op.drop_table("clients")
    op.drop_index("affiliations_organisation_id_idx", table_name="affiliations")
    op.drop_table("affiliations")
    op.drop_table("rulebooks")
    op.drop_index("role_holdings_member_id_idx", table_name="role_holdings")
    op.drop_table("role_holdings")
    op.drop_index("outbox_waiting", table_name="outbox", postgresql_where="delivered_at IS NULL")
    op.drop_table("outbox")
    op.drop_index("organisations_parent_id_idx", table_name="organisations")
    op.drop_index("organisations_name_order", table_name="organisations")
    op.drop_table("organisations")
    op.drop_index("members_updated_order", table_name="members")
    op.drop_index("members_name_order", table_name="members")
    op.drop_index("members_country_idx", table_name="members")
    op.drop_table("members")
    op.drop_index("idempotency_created_at_idx", table_name="idempotency")
    op.drop_table("idempotency")
    op.drop_index("audit_events_subject_idx", table_name="audit_events")
    op.drop_table("audit_events")
    for function in ("hold_role_by_seat()", "hold_role_for_seat()", "refuse_change()", "fold(text)"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM inee_app")
    op.execute("REVOKE ALL ON alembic_version FROM inee_app")
    op.execute("REVOKE USAGE ON SCHEMA public FROM inee_app")
