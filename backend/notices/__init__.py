"""Notices: who is told of what, an inbox for each person, and the live stream of it."""
