"""Objects of the store with what was found in them, uploads that can be resumed, quotas.

Revision: 0003, photos.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("blob", "upload", "photo_quota")


def upgrade() -> None:
    """Three tables; the objects that are there get their rows, and are looked at by the worker."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("format", sa.String(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "upload",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("committed", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("photo_id", "author_id"),
    )
    op.create_index(op.f("ix_upload_expires_at"), "upload", ["expires_at"], unique=False)
    op.create_index(
        "upload_open", "upload", ["sha256"], unique=False, postgresql_where=sa.text("committed < length")
    )
    op.create_table(
        "photo_quota",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_photo_quota_until"), "photo_quota", ["until"], unique=False)
    for table in TABLES:
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO callout_app")
    op.execute(
        "INSERT INTO blob (sha256, size, stored_at, state) "
        "SELECT sha256, min(size), min(stored_at), 'stored' FROM photo GROUP BY sha256"
    )
    op.execute(
        "INSERT INTO job (id, name, key, run_at, asked, attempts) "
        "SELECT gen_random_uuid(), 'derive_photo', sha256, now(), 1, 0 FROM blob"
    )
    op.create_index(op.f("ix_photo_sha256"), "photo", ["sha256"], unique=False)
    op.create_foreign_key("photo_sha256_fkey", "photo", "blob", ["sha256"], ["sha256"])


def downgrade() -> None:
    """What was found in the objects is forgotten, and what is on its way begins anew."""
    op.drop_constraint("photo_sha256_fkey", "photo", type_="foreignkey")
    op.drop_index(op.f("ix_photo_sha256"), table_name="photo")
    op.execute("DELETE FROM job WHERE name = 'derive_photo'")
    for table in reversed(TABLES):
        op.drop_table(table)
