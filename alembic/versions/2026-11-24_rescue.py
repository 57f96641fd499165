"""Facts brought by others than their authors, and orders that only phones know after a restore.

Revision: 0002, rescue.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A column that is empty for all that is there, and a table."""
    op.add_column("fact", sa.Column("brought_by", sa.Uuid(), nullable=True))
    op.create_table(
        "lost_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("brought_by", sa.Uuid(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON lost_order TO callout_app")


def downgrade() -> None:
    """Who brought what is forgotten."""
    op.drop_table("lost_order")
    op.drop_column("fact", "brought_by")
