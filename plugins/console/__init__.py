"""How is it told? What is the same for every command: lines or JSON, errors in plain words, exit codes, progress."""
