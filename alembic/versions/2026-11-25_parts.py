"""The parts ledger: catalogue, suppliers, stations, the store's own entries, movements and balances.

Revision: 0006, parts.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("movement", "balance", "store_entry", "catalogue_part", "station", "supplier")
APPEND_ONLY = ("movement", "store_entry")
# As orders' numbers: a sequence a year, gaps allowed.
NEXT_RECEIPT_NUMBER = """
CREATE FUNCTION next_receipt_number(year integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    series text := 'receipt_number_' || year;
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
    FOR series IN SELECT relname FROM pg_class
                  WHERE relkind = 'S' AND relname LIKE 'receipt\\_number\\_%' LOOP
        EXECUTE format('DROP SEQUENCE %I', series);
    END LOOP;
END $$
"""


def upgrade() -> None:
    """Tables, rights, the numbers of receipts; orders say what of their parts is open."""
    catalogue()
    entries()
    balances()
    op.add_column(
        "dispatch_order", sa.Column("matters", ARRAY(sa.Text()), server_default="{}", nullable=False)
    )
    op.create_index("dispatch_order_matters", "dispatch_order", ["matters"], postgresql_using="gin")
    # What was settled is still to be found: claims and freights by when they began, whatever became of them.
    op.execute(
        "CREATE INDEX fact_money ON fact (kind, received_at, about) "
        "WHERE kind IN ('claim.opened', 'freight.recorded') AND outcome = 'applied'"
    )
    for table in TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO callout_app")
    for table in APPEND_ONLY:
        op.execute(f"REVOKE UPDATE, DELETE ON {table} FROM callout_app")
        op.execute(
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute("REVOKE DELETE ON balance, catalogue_part, station, supplier FROM callout_app")
    op.execute(NEXT_RECEIPT_NUMBER)
    op.execute("REVOKE EXECUTE ON FUNCTION next_receipt_number(integer) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION next_receipt_number(integer) TO callout_app")


def catalogue() -> None:
    """What parts there are, from whom, and where spares are sent."""
    op.create_table(
        "supplier",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=True),
        sa.Column("claim_days", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("claim_days BETWEEN 1 AND 3650", name="supplier_claim_days"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "catalogue_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("spec", sa.String(), nullable=True),
        sa.Column("with_serial", sa.Boolean(), nullable=False),
        sa.Column("supplier_id", sa.Uuid(), nullable=True),
        sa.Column("warranty_days", sa.Integer(), nullable=True),
        sa.Column("warranty_km", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )


def entries() -> None:
    """The store's own entries, and all movements."""
    op.create_table(
        "store_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("by", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("reverses", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("reverses"),
    )
    op.create_index("store_entry_at", "store_entry", ["at", "id"])
    op.create_table(
        "movement",
        sa.Column("cause", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("order_id", sa.Uuid(), nullable=True),
        sa.Column("part_id", sa.Uuid(), nullable=True),
        sa.Column("technician", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_holder", sa.Uuid(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("target_holder", sa.Uuid(), nullable=False),
        sa.Column("becomes", sa.String(), nullable=False),
        sa.Column("back", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("quantity > 0", name="movement_quantity"),
        sa.CheckConstraint(
            "(source, source_holder, condition) IS DISTINCT FROM (target, target_holder, becomes)",
            name="movement_goes_somewhere",
        ),
        sa.PrimaryKeyConstraint("cause", "line"),
        sa.UniqueConstraint("seq"),
    )
    op.create_index("movement_number", "movement", ["number", "seq"])
    for name, columns, where in (
        ("movement_order", ["order_id"], "order_id"),
        ("movement_part", ["part_id"], "part_id"),
        ("movement_technician", ["technician", "seq"], "technician"),
    ):
        op.create_index(name, "movement", columns, postgresql_where=sa.text(f"{where} IS NOT NULL"))


def balances() -> None:
    """Strict where nothing may be taken that is not there; a piece with a serial is in one place."""
    op.create_table(
        "balance",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("serial", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=False),
        sa.Column("condition", sa.String(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quantity >= 0 OR account IN ('supplier', 'vehicle', 'opening', 'unexplained')",
            name="balance_strict",
        ),
        sa.CheckConstraint("serial = '' OR quantity <= 1", name="balance_one_piece"),
        sa.PrimaryKeyConstraint("number", "serial", "account", "holder", "condition"),
    )
    op.create_index(
        "balance_one_place",
        "balance",
        ["number", "serial"],
        unique=True,
        postgresql_where=sa.text("serial <> '' AND quantity > 0"),
    )
    op.create_index(
        "balance_account", "balance", ["account", "holder"], postgresql_where=sa.text("quantity <> 0")
    )


def downgrade() -> None:
    """The store's books are gone, and what orders say of them stays in their documents."""
    op.execute("DROP FUNCTION next_receipt_number(integer)")
    op.execute(DROP_NUMBERS)
    for table in TABLES:
        op.drop_table(table)
    op.execute("DROP INDEX fact_money")
    op.drop_index("dispatch_order_matters", "dispatch_order")
    op.drop_column("dispatch_order", "matters")
