"""What does somebody see who has to decide? Findings, comments, pages for this machine, and the live desk."""
