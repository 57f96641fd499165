"""Customers, their vehicles, and the bases that technicians are sent from."""
