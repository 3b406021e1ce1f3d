"""Where does a program of the school's write? The repository that school.toml names, with the token it was given."""

import os

import keyring

from plugins.approval.api import GitHub, address
from plugins.clone.workspace import Workspace
from plugins.model.errors import Refused
from plugins.x.secrets import load_token


def repository(workspace: Workspace) -> GitHub:
    """Refused where the real account's is public: anybody would see what is attached there."""
    named = workspace.school.approval.repository
    if not named:
        raise Refused("no repository is named", fix='say [approval] repository = "owner/name" in school.toml')
    github = GitHub(address(), named, lambda: load_token(os.environ, keyring.get_password))
    about = github.get("")
    if not about or (about.get("private") is not True and not workspace.school.rehearsal):
        raise Refused(
            "the repository is public, or cannot be seen: what a form brings would be shown before anybody looked",
            fix="on GitHub: Settings, General, Change visibility; and let the program see this repository",
        )
    return github
