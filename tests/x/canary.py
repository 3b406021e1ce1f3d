"""Credentials that no message may ever hold, and the account that has them."""

import base64
from typing import Any
from urllib.parse import quote

from plugins.x.account import XAccount
from plugins.x.secrets import Credentials, Secret
from plugins.x.session import Limits

TEXTS = {
    "consumer_key": "CanaryConsumerKey1/+",
    "consumer_secret": "CanaryConsumerSecret2/+abc",
    "access_token": "1700000000000000001-CanaryAccessToken3",
    "access_secret": "CanaryAccessSecret4/+defgh",
}
CREDENTIALS = Credentials(**{name: Secret(text) for name, text in TEXTS.items()})
QUICK = Limits(connect_s=2.0, read_s=0.3, answer_s=5.0, answer_bytes=100_000)


def account(url: str, **changes: Any) -> XAccount:
    settings = {"channel": "x", "reply_settings": "mentionedUsers", "limits": QUICK, **changes}
    return XAccount(CREDENTIALS, base_url=url, **settings)


def hits(text: str) -> list[str]:
    """Which credentials a text gives away, plain, percent-encoded or in base64 at any offset."""
    return [name for name, secret in TEXTS.items() if any(form in text for form in _forms(secret))]


def _forms(secret: str) -> set[str]:
    inner = {base64.b64encode(b"x" * offset + secret.encode()).decode()[4:-4] for offset in range(3)}
    return {secret, secret[20:] or secret, quote(secret, safe=""), quote(quote(secret, safe=""), safe="")} | inner
