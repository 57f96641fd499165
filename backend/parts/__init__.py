"""The parts ledger and the store (S1-3.7): catalogue, receipts, movements, balances."""
