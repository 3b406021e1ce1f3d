"""How is a finished build said, and how is it taken back? Tweets, withdrawals, and whoever must hear of trouble."""
