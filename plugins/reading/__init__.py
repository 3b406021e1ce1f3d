"""What did the teacher write? A source file becomes a `Post`, or a list of faults; never a guess."""
