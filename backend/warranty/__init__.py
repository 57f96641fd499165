"""What orders' parts still need from a desk (S1-3.6, S1-3.8): requisitions, old parts, write-offs, claims."""
