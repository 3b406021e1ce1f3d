"""How would it look and sound? A stand-in for X on loopback, where everything can be said and nothing is heard."""
