"""Which clauses can a file judge? One rule a file; rules know nothing of one another."""
