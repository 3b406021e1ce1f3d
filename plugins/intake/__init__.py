"""What did a teacher send from a phone? The form's words and photos become a post, and the answer goes back there."""
