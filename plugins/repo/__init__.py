"""What does git hold? The only runner of git: plumbing alone, never a worktree or the index of a person."""
