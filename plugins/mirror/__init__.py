"""How is it said once? The ledger of claims, the sender that asks it first, the switch to a new site and its check."""
