"""What do we have here, and what may become of it? One clone: its folders, settings, account, people and posts."""
