"""The public page of a seal: what it says, and whether it holds."""
