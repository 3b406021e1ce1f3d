"""Is the account in order? The duties that the policy gives to whoever runs it; sends nothing, approves nothing."""
