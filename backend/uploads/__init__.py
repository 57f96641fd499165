"""Uploads: the bytes of photos on their way in, over networks that break at every step."""
