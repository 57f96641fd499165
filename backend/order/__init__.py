"""What a dispatch order is. Pure: no I/O, no clock, no database. Start with document.py, then fact.py."""
