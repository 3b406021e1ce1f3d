"""What was seen? Measurements without an opinion, each with its place."""
