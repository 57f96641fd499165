"""What the ledger's first tables could not hold: an id that a fact and an entry of the store share, and a
balance that is larger than any one movement.

Revision: 0007, ledger.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every movement keeps its number, which is its key from now on. A few seconds for a million of them."""
    op.drop_constraint("movement_pkey", "movement")
    op.drop_constraint("movement_seq_key", "movement")
    op.create_primary_key("movement_pkey", "movement", ["seq"])
    op.create_index(
        "movement_cause", "movement", ["cause", sa.text("(order_id IS NULL)"), "line"], unique=True
    )
    op.alter_column("balance", "quantity", existing_type=sa.Integer(), type_=sa.BigInteger())


def downgrade() -> None:
    """Fails where an id is shared, or a balance is too large for what was before."""
    op.alter_column("balance", "quantity", existing_type=sa.BigInteger(), type_=sa.Integer())
    op.drop_index("movement_cause", "movement")
    op.drop_constraint("movement_pkey", "movement")
    op.create_primary_key("movement_pkey", "movement", ["cause", "line"])
    op.create_unique_constraint("movement_seq_key", "movement", ["seq"])
