"""Who said yes? Evidence over content hashes, never over a commit; asked once for each hash."""
