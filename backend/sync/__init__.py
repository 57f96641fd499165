"""POST /v1/sync: what phones recorded comes in, what they must hear goes out."""
