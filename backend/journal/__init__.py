"""The door and what lies behind it: facts, the chain of entries, the orders they fold to, the feed."""
