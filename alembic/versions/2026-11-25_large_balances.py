"""A balance may be larger than any one movement: a hundred receipts of the largest size would not fit.

Revision: 0007, large balances.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Balances are few beside movements, and are written anew in seconds."""
    op.alter_column("balance", "quantity", existing_type=sa.Integer(), type_=sa.BigInteger())


def downgrade() -> None:
    """Fails where a balance is too large for what was before."""
    op.alter_column("balance", "quantity", existing_type=sa.BigInteger(), type_=sa.Integer())
