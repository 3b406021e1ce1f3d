"""How fast is it? Ratios measured in one run, so that a busy machine changes both sides alike."""
