"""What does it look like on paper? Letters and reports as values, drawn as A4 PDF and as a plain page."""
