"""How is a person told who is not looking? One issue of the repository, or one e-mail, kept up to date; if wanted."""

import os
import smtplib
import ssl
from email.message import EmailMessage

import keyring

from plugins.approval.api import GitHub, address
from plugins.model.errors import TryAgain
from plugins.model.school import School
from plugins.x.secrets import load_password, load_token

LABEL = "schoolgate"
_TITLE = "Publishing needs a person"
_PATIENCE_S = 20
_HERE = frozenset({"127.0.0.1", "localhost"})


def notify(text: str, school: School) -> None:
    """Bring the notice to where the school wants it; an empty `text` says that nothing is left to do.

    TryAgain and CouldNotRun: nobody was told, and the next run tries again.
    """
    if school.notices.github:
        _issue(text, school.notices.github)
    if school.notices.mail:
        _mail(text or "Nothing is left to do: all that needed a person is settled.\n", school)


def _issue(text: str, repository: str) -> None:
    """One open issue with our label and title: opened, written anew, or closed."""
    github = GitHub(address(), repository, lambda: load_token(os.environ, keyring.get_password))
    mine = [one for one in github.all("issues", state="open", labels=LABEL) if one.get("title") == _TITLE]
    if text and not mine:
        github.write("POST", "issues", {"title": _TITLE, "body": text, "labels": [LABEL]})
    for number, one in enumerate(mine):
        change = {"body": text} if text and number == 0 else {"state": "closed"}
        github.write("PATCH", f"issues/{int(one['number'])}", change)


def _mail(text: str, school: School) -> None:
    """One message; a thread by its subject, as a mail cannot be written anew."""
    message = EmailMessage()
    message["Subject"] = f"{school.short_name}: {_TITLE.lower()}"
    message["From"] = message["To"] = school.notices.mail
    message.set_content(text)
    host, _, port = school.notices.server.rpartition(":")
    try:
        with smtplib.SMTP(host, int(port), timeout=_PATIENCE_S) as server:
            _secure(server, host, school)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise TryAgain(
            f"the mail server did not take the notice ({type(error).__name__})",
            fix="look at [notices] in school.toml; the next run tries again",
        ) from error


def _secure(server: smtplib.SMTP, host: str, school: School) -> None:
    """Encrypted, except to this machine; signed in where a password is kept."""
    if host not in _HERE:
        server.starttls(context=ssl.create_default_context())
    password = load_password(os.environ, keyring.get_password)
    if password:
        server.login(school.notices.mail, password.reveal())
