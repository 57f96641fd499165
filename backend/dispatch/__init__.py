"""The desk: orders issued, listed and read, facts said about them, and what waits for a person."""
