"""What does each command do? The place where the parts are put together; `publish.py` lists them."""
