"""What does the policy say of each file? Everything that can be seen in it is measured, then judged."""
