"""Does it keep the school's policy? Pure opinions about what was measured; standard library only."""
