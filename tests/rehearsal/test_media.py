import base64

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.rehearsal.media import LARGEST
from plugins.rehearsal.server import Server
from tests.rehearsal.client import Client, picture

UPLOAD, METADATA = "/2/media/upload", "/2/media/metadata"
JPEG = b"\xff\xd8\xff"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_the_four_kinds_of_picture_are_taken(x: Client, kind: str) -> None:
    data = x.hand_in(picture(kind)).json()["data"]

    assert data["image"] == {"image_type": f"image/{kind.lower()}"}
    assert data["expires_after_secs"] == 86_400


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rest=st.binary(max_size=300))
def test_a_picture_in_a_form_keeps_every_byte(x: Client, account: Server, rest: bytes) -> None:
    answer = x.ask("POST", UPLOAD, files={"media": JPEG + rest}, data={"media_category": "tweet_image"})

    with account.store.transaction() as db:
        number = int(answer.json()["data"]["id"])
        (kept,) = db.execute("SELECT bytes FROM media WHERE id = ?", (number,)).fetchone()
        db.execute("DELETE FROM rate")
    assert kept == JPEG + rest


def test_a_picture_has_at_most_five_megabytes(x: Client) -> None:
    assert x.hand_in(JPEG + b"\0" * (LARGEST - 3)).status_code == 200
    assert x.hand_in(JPEG + b"\0" * (LARGEST - 2)).status_code == 413


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"RIFF1234WAVE", b"%PDF-1.7"])
def test_what_is_no_picture_is_415(x: Client, data: bytes) -> None:
    assert x.hand_in(data).status_code == 415


@pytest.mark.parametrize(
    "document",
    [
        {"media": "!", "media_category": "tweet_image"},
        {"media": 7, "media_category": "tweet_image"},
        {"media_category": "tweet_image"},
        {"media": base64.b64encode(JPEG).decode()},
        {"media": base64.b64encode(JPEG).decode(), "media_category": "tweet_video"},
    ],
)
def test_an_upload_that_x_would_not_understand_is_400(x: Client, document: object) -> None:
    assert x.post(UPLOAD, document).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=x", b"no form at all"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="media"\r\n\r\n1\r\n' * 2 + b"--x--\r\n",
        ),
    ],
)
def test_a_form_that_cannot_be_taken_apart_is_400(x: Client, kind: str, body: bytes) -> None:
    assert x.ask("POST", UPLOAD, data=body, headers={"Content-Type": kind}).status_code == 400


@pytest.mark.parametrize("text", ["A", "A" * 1000])
def test_an_alt_text_has_1_to_1000_characters(x: Client, text: str) -> None:
    document = {"id": x.photo(), "metadata": {"alt_text": {"text": text}}}

    assert x.post(METADATA, document).json()["data"]["associated_metadata"] == {"alt_text": {"text": text}}


@pytest.mark.parametrize(
    "metadata", [{}, {"alt_text": {}}, {"alt_text": {"text": ""}}, {"alt_text": {"text": "A" * 1001}}, "alt", None]
)
def test_any_other_alt_text_is_400(x: Client, metadata: object) -> None:
    assert x.post(METADATA, {"id": x.photo(), "metadata": metadata}).status_code == 400


def test_a_picture_that_is_not_there_cannot_be_described(x: Client) -> None:
    metadata = {"alt_text": {"text": "A"}}

    for number in ("17", "x", 17):
        assert x.post(METADATA, {"id": number, "metadata": metadata}).status_code == 400


def test_expired_pictures_that_nobody_attached_are_forgotten(x: Client, account: Server) -> None:
    attached, left = x.photo(), x.photo()
    x.said("Look", media={"media_ids": [attached]})
    account.advance(86_400)
    new = x.photo()

    with account.store.transaction() as db:
        kept = {str(row["id"]) for row in db.execute("SELECT id FROM media")}
    assert kept == {attached, new}
    assert left not in kept
