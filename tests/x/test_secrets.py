import copy
import os
import pickle
from pathlib import Path

import pytest
from keyring.errors import KeyringError, NoKeyringError

from plugins.model.errors import AccountWrong, CouldNotRun
from plugins.x.secrets import NAMES, TOKEN, Secret, load, load_password, load_token, variable
from tests.x.canary import CREDENTIALS, TEXTS, hits

PLAIN = {variable(name): text for name, text in TEXTS.items()}


def nothing(_service: str, _name: str) -> None:
    return None


def no_keyring(_service: str, _name: str) -> str:
    raise NoKeyringError


def refused(environ: dict[str, str]) -> AccountWrong:
    with pytest.raises(AccountWrong) as caught:
        load(environ, nothing)
    assert not hits(f"{caught.value.what} {caught.value.fix} {caught.value!r}")
    return caught.value


def secret_file(folder: Path, text: bytes = b"from-a-file-0123\n", mode: int = 0o600) -> dict[str, str]:
    file = folder / "key"
    file.write_bytes(text)
    file.chmod(mode)
    return {**PLAIN, "SCHOOLGATE_X_CONSUMER_KEY_FILE": str(file)}


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret("CanaryConsumerKey1/+")
    assert {repr(secret), str(secret), f"{secret}", f"{secret:>20}", "%s" % secret, f"{[secret]}"[1:-1]} == {"***"}  # noqa: UP031
    assert not hits(repr(CREDENTIALS))
    assert secret.reveal() == "CanaryConsumerKey1/+"


def test_a_secret_can_be_compared_and_not_copied() -> None:
    secret = Secret("one")
    assert secret == Secret("one")
    assert secret != Secret("two")
    assert secret != "one"
    for leak in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="neither copied nor pickled"):
            leak(secret)
    with pytest.raises(TypeError, match="unhashable"):
        hash(secret)


def test_credentials_come_from_the_environment_where_nothing_else_has_them() -> None:
    assert load(PLAIN, nothing) == CREDENTIALS
    assert load(PLAIN, no_keyring) == CREDENTIALS


def test_the_keyring_goes_before_the_environment_and_a_file_before_both(tmp_path: Path) -> None:
    kept = {("schoolgate", "x-consumer-key"): "from-the-keyring", ("schoolgate", "x-consumer-secret"): "kept-as-well"}
    loaded = load(secret_file(tmp_path), lambda service, name: kept.get((service, name)))
    assert loaded.consumer_key == Secret("from-a-file-0123")
    assert loaded.consumer_secret == Secret("kept-as-well")
    assert loaded.access_token == CREDENTIALS.access_token


def test_all_that_is_missing_is_told_at_once_with_the_ways_to_set_it() -> None:
    error = refused({variable("access_secret"): TEXTS["access_secret"]})
    assert error.what == "the consumer key is missing; the consumer secret is missing; the access token is missing"
    for way in ("SCHOOLGATE_X_CONSUMER_KEY_FILE", "chmod 600", "keyring set schoolgate x-consumer-key"):
        assert way in error.fix


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_that_others_can_use_is_refused_even_where_the_environment_would_do(tmp_path: Path, mode: int) -> None:
    assert "can be read by others" in refused(secret_file(tmp_path, mode=mode)).what


def test_what_is_no_small_regular_file_of_text_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    wrong = {tmp_path / "pipe": "not a small", tmp_path: "cannot be read", tmp_path / "absent": "cannot be read"}
    for path, why in wrong.items():
        assert why in refused({**PLAIN, "SCHOOLGATE_X_CONSUMER_KEY_FILE": str(path)}).what
    assert "not a small" in refused(secret_file(tmp_path, b"x" * 5000)).what
    assert "holds no text" in refused(secret_file(tmp_path, b"\xff" * 20)).what


@pytest.mark.parametrize("text", ["short", "with a space in it", "line\nbreak-in-it", "pässwörd-with-marks"])
def test_what_cannot_be_a_credential_is_refused_without_being_quoted(text: str) -> None:
    error = refused({**PLAIN, variable("consumer_secret"): text})
    assert error.what == "the consumer secret is too short or has characters that no credential has"


@pytest.mark.parametrize("token", ["CanaryAccessToken3", "17000000000000", "-CanaryAccessToken3"])
def test_an_access_token_begins_with_the_accounts_number(token: str) -> None:
    assert "does not begin with the account's number" in refused({**PLAIN, variable("access_token"): token}).what


def test_any_trouble_with_the_keyring_is_an_empty_keyring() -> None:
    def locked(_service: str, _name: str) -> str:
        raise KeyringError("locked")

    assert [getattr(load(PLAIN, locked), name).reveal() for name in NAMES] == list(TEXTS.values())


def test_the_token_for_github_is_found_in_the_same_places_under_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("ghs_canary0123\n", encoding="utf-8")
    file.chmod(0o600)
    for environ in ({variable(TOKEN): "ghs_canary0123"}, {f"{variable(TOKEN)}_FILE": str(file)}):
        assert load_token(environ, no_keyring).reveal() == "ghs_canary0123"
    kept = {("schoolgate", "github-token"): "ghs_canary0123"}
    assert load_token({}, lambda *names: kept.get(names)).reveal() == "ghs_canary0123"
    with pytest.raises(CouldNotRun, match="the github token is missing") as caught:
        load_token({}, nothing)
    assert "SCHOOLGATE_GITHUB_TOKEN_FILE" in caught.value.fix


def test_a_mail_servers_password_may_be_missing_but_not_wrong() -> None:
    assert load_password({}, nothing) is None
    loaded = load_password({"SCHOOLGATE_SMTP_PASSWORD": "canary-of-the-mail"}, nothing)
    assert loaded is not None
    assert loaded.reveal() == "canary-of-the-mail"
    with pytest.raises(CouldNotRun, match="smtp password is too short") as raised:
        load_password({"SCHOOLGATE_SMTP_PASSWORD": "short"}, nothing)
    assert "short" not in raised.value.what.replace("too short", "")
