"""What when git says no? One error, for callers that know what the refusal means to convert."""

from plugins.model.errors import CouldNotRun


class GitFailed(CouldNotRun):
    """Git stopped with an error, or did not finish in time; `what` has git's own reason without credentials."""
