"""What is said, how long is it, when may it go and what does it cost? Pure functions over the shared values."""
