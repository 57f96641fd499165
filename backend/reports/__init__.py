"""Service reports, read by id: what the order document is too small for."""
