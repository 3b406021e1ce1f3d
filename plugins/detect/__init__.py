"""What was seen? Measurements without an opinion, each with its place."""

import os

# ONNX Runtime tells its maker about every model that is opened, unless this stands there before it is imported; only
# modules of this folder import it. What is looked at here are children's photos: nobody is told anything.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
