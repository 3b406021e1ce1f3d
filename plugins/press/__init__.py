"""Which bytes become the site? The approved ones alone, built in a process of its own and judged again."""
