"""A client that signs with the rehearsal's credentials, and pictures to hand in."""

import base64
from io import BytesIO
from typing import Any

import requests
from PIL import Image
from requests_oauthlib import OAuth1

from plugins.rehearsal.server import Server

OWN = "1700000000000000001"
LINK = "https://www.thistledown-primary.example/news/reading-miles-7f3k/"


class Client:
    """Each call is one request on a connection of its own; no redirect is followed."""

    def __init__(self, server: Server) -> None:
        self.url = server.url
        words = server.credentials
        self.auth = OAuth1(words.consumer_key, words.consumer_secret, words.access_token, words.access_token_secret)

    def ask(self, method: str, path: str, *, timeout: float = 5.0, **more: Any) -> requests.Response:
        more = {"auth": self.auth, "allow_redirects": False, **more}
        return requests.request(method, self.url + path, timeout=timeout, **more)

    def get(self, path: str, **params: Any) -> requests.Response:
        return self.ask("GET", path, params=params)

    def post(self, path: str, document: object) -> requests.Response:
        return self.ask("POST", path, json=document)

    def say(self, text: str, **more: Any) -> requests.Response:
        return self.post("/2/tweets", {"text": text, **more})

    def said(self, text: str, **more: Any) -> str:
        answer = self.say(text, **more)
        assert answer.status_code == 201, answer.text
        number: str = answer.json()["data"]["id"]
        return number

    def hand_in(self, data: bytes | None = None) -> requests.Response:
        media = base64.b64encode(picture() if data is None else data).decode()
        return self.post("/2/media/upload", {"media": media, "media_category": "tweet_image"})

    def photo(self, alt: str = "") -> str:
        number: str = self.hand_in().json()["data"]["id"]
        if alt:
            document = {"id": number, "metadata": {"alt_text": {"text": alt}}}
            assert self.post("/2/media/metadata", document).status_code == 200
        return number

    def timeline(self, **params: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/2/users/{OWN}/tweets", **params).json().get("data", [])
        return found


def picture(kind: str = "JPEG") -> bytes:
    file = BytesIO()
    Image.new("RGB", (8, 6), (60, 120, 80)).save(file, kind)
    return file.getvalue()
