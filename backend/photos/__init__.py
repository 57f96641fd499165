"""Photos: the manifest comes first, as a fact; the bytes apart; the server's word once they are on disk."""
