"""The first tables: people, customers, facts, orders, feed, notices, photos, jobs.

Revision: 0001, the first. The application's role may not change what is append-only: a trigger and the grants
hold that, against the owner too.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("journal", "policy", "raw_request", "shared_key")
KEPT = ("fact", "dispatch_order")
READ_ONLY = ("epoch",)
ROLE = """
DO $$ BEGIN
    CREATE ROLE callout_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR insufficient_privilege THEN NULL;
END $$
"""
REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""
APPEND_ONLY_TRIGGER = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# A sequence a year, made when its first order is issued; gaps are allowed, waiting for each other is not.
NEXT_ORDER_NUMBER = """
CREATE FUNCTION next_order_number(year integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    series text := 'order_number_' || year;
BEGIN
    LOOP
        BEGIN
            RETURN nextval(series);
        EXCEPTION WHEN undefined_table THEN NULL;
        END;
        BEGIN
            EXECUTE format('CREATE SEQUENCE %I', series);
        EXCEPTION WHEN duplicate_table OR unique_violation THEN NULL;
        END;
    END LOOP;
END $$
"""
DROP_NUMBERS = """
DO $$ DECLARE series text;
BEGIN
    FOR series IN SELECT relname FROM pg_class WHERE relkind = 'S' AND relname LIKE 'order\\_number\\_%' LOOP
        EXECUTE format('DROP SEQUENCE %I', series);
    END LOOP;
END $$
"""


def upgrade() -> None:
    """Tables, then what SQLAlchemy has no words for: roles' rights, triggers, the order numbers."""
    create_tables()
    op.execute(ROLE)
    op.execute("GRANT USAGE ON SCHEMA public TO callout_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO callout_app")
    op.execute("REVOKE ALL ON alembic_version FROM callout_app")
    op.execute(REFUSE)
    for table in APPEND_ONLY:
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM callout_app")
        op.execute(APPEND_ONLY_TRIGGER.format(table=table))
    for table in KEPT:
        op.execute(f"REVOKE DELETE ON {table} FROM callout_app")
    for table in READ_ONLY:
        op.execute(f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM callout_app")
    op.execute(NEXT_ORDER_NUMBER)
    op.execute("REVOKE EXECUTE ON FUNCTION next_order_number(integer) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION next_order_number(integer) TO callout_app")
    op.execute("INSERT INTO epoch (value) VALUES (replace(gen_random_uuid()::text, '-', ''))")


def downgrade() -> None:
    """Everything goes, roles excepted: they belong to the server."""
    op.execute("DROP FUNCTION next_order_number(integer)")
    op.execute(DROP_NUMBERS)
    drop_tables()
    op.execute("DROP FUNCTION refuse_change()")


def create_tables() -> None:
    op.create_table(
        "base",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("datum", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("datum IN ('wgs84', 'gcj02', 'bd09')", name="base_datum"),
        sa.CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name="base_place"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "customer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("language IN ('zh', 'en')", name="customer_language"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_customer_name"), "customer", ["name"], unique=False)
    op.create_table(
        "dispatch_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fold_version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("team", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("watch_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owes", sa.Boolean(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index(
        "dispatch_order_due",
        "dispatch_order",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("dispatch_order_state", "dispatch_order", ["state", "number"], unique=False)
    op.create_index("dispatch_order_team", "dispatch_order", ["team"], unique=False, postgresql_using="gin")
    op.create_index(op.f("ix_dispatch_order_base_id"), "dispatch_order", ["base_id"], unique=False)
    op.create_index(op.f("ix_dispatch_order_customer_id"), "dispatch_order", ["customer_id"], unique=False)
    op.create_table(
        "epoch", sa.Column("value", sa.String(), nullable=False), sa.PrimaryKeyConstraint("value")
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("v", sa.Integer(), nullable=True),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column("by_server", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quality", sa.String(), nullable=False),
        sa.Column("doubt_s", sa.Float(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("waits_for", sa.String(), nullable=True),
        sa.Column("judged_version", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "fact_about", "fact", ["about"], unique=False, postgresql_where=sa.text("about IS NOT NULL")
    )
    op.create_index(
        "fact_refused",
        "fact",
        ["received_at", "id"],
        unique=False,
        postgresql_where=sa.text("outcome <> 'applied'"),
    )
    op.create_index(
        "fact_waiting", "fact", ["order_id"], unique=False, postgresql_where=sa.text("outcome = 'parked'")
    )
    op.create_table(
        "feed",
        sa.Column("technician_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("technician_id", "kind", "id"),
        sa.UniqueConstraint("technician_id", "seq"),
    )
    op.create_table(
        "feed_head",
        sa.Column("technician_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("technician_id"),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("run_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_by", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "job_asked", "job", ["name", "key"], unique=True, postgresql_where=sa.text("dead_at IS NULL")
    )
    op.create_index(
        "job_due", "job", ["run_at", "id"], unique=False, postgresql_where=sa.text("dead_at IS NULL")
    )
    op.create_table(
        "journal",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("v", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_salt", sa.LargeBinary(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("settled_salt", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("order_id", "seq"),
        sa.UniqueConstraint("fact_id"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("recipient_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("fact_id", sa.Uuid(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("seq"),
    )
    op.create_index("notice_inbox", "notice", ["recipient_id", "seq"], unique=False)
    op.create_index(
        "notice_unnumbered",
        "notice",
        ["created_at", "id"],
        unique=False,
        postgresql_where=sa.text("seq IS NULL"),
    )
    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", "uploaded_by"),
    )
    op.create_table(
        "policy",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_table(
        "raw_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "shared_key",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_sign_in_attempts_since"), "sign_in_attempts", ["since"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("roles", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("app_version", sa.String(), nullable=True),
        sa.Column("boots", sa.Text(), server_default="{}", nullable=False),
        sa.Column("last_place", sa.String(), nullable=True),
        sa.Column("last_place_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"],
            ["staff.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_device_staff_id"), "device", ["staff_id"], unique=False)
    op.create_table(
        "vehicle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("customer_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("plate", sa.String(), nullable=True),
        sa.Column("in_service_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_vehicle_customer_id"), "vehicle", ["customer_id"], unique=False)
    op.create_index(op.f("ix_vehicle_serial"), "vehicle", ["serial"], unique=False)
    op.create_table(
        "refresh_family",
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.LargeBinary(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["device.id"],
        ),
        sa.PrimaryKeyConstraint("device_id"),
    )


def drop_tables() -> None:
    op.drop_table("refresh_family")
    op.drop_table("vehicle")
    op.drop_table("device")
    op.drop_table("staff")
    op.drop_table("sign_in_attempts")
    op.drop_table("shared_key")
    op.drop_table("raw_request")
    op.drop_table("policy")
    op.drop_table("photo")
    op.drop_table("notice")
    op.drop_table("journal")
    op.drop_table("job")
    op.drop_table("feed_head")
    op.drop_table("feed")
    op.drop_table("fact")
    op.drop_table("epoch")
    op.drop_table("dispatch_order")
    op.drop_table("customer")
    op.drop_table("base")
