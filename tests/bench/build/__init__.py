"""How long does a build take, beside Pelican as it comes and beside Hugo? The same pages in each."""
