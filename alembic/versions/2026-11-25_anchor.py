"""How far each order's chain is anchored outside the database.

Revision: 0005, anchor.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index for the hourly anchor."""
    op.create_table(
        "anchored",
        sa.Column("order_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("order_id"),
    )
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON anchored TO callout_app")


def downgrade() -> None:
    """The next anchor says all leaves again."""
    op.drop_table("anchored")
