"""The store's own entries, for no order: what is said, how it is booked, the slip of a receipt."""
