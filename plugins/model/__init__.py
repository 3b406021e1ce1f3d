"""What are we talking about? Frozen values that every other part shares; standard library only."""
