import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import keyring
import keyring.backend
import pytest

from plugins.clone.ports import REAL_LEDGER, SystemClock, open_ports
from plugins.clone.workspace import Workspace, open_workspace
from plugins.model.entry import Change
from plugins.model.errors import AccountWrong
from plugins.x.secrets import NAMES, variable
from tests.commands.workspace import LEDGER, git, make_workspace

TOKENS = {name: f"1700000000000000001-canary-{name.replace('_', '-')}" for name in NAMES}


class Ring(keyring.backend.KeyringBackend):
    """A keyring that holds what a test puts into it."""

    priority = 1

    def __init__(self, kept: Mapping[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._kept = kept

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


@pytest.fixture
def real(tmp_path: Path) -> Workspace:
    workspace = open_workspace(make_workspace(tmp_path))
    account = replace(workspace.school.account, kind="x")
    mirror = replace(workspace.school.mirror, remote="origin")
    return replace(workspace, school=replace(workspace.school, account=account, mirror=mirror))


def test_the_real_account_is_opened_with_secrets_and_without_a_call(
    real: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, token in TOKENS.items():
        monkeypatch.setenv(variable(name), token)
    with open_ports(real) as ports:
        account = ports.connect()
        assert (ports.channel, account.channel) == ("x", "x")
    assert not any(token in repr(account) + repr(ports) for token in TOKENS.values())


def test_while_the_real_account_is_open_no_log_holds_a_secret(
    real: Workspace, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, token in TOKENS.items():
        monkeypatch.setenv(variable(name), token)
    with open_ports(real) as ports:
        ports.connect()
        logging.getLogger("anything").warning("sent %s", TOKENS["access_token"])
    assert "anything" in caplog.text
    assert TOKENS["access_token"] not in caplog.text


def test_secrets_that_are_missing_are_named_and_those_that_are_there_are_not_shown(
    real: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(Ring({"schoolgate/x-access-token": TOKENS["access_token"]}))
    file = tmp_path / "secret"
    file.write_text(TOKENS["consumer_key"], encoding="utf-8")
    monkeypatch.setenv("SCHOOLGATE_X_CONSUMER_KEY_FILE", str(file))
    monkeypatch.setenv("SCHOOLGATE_X_ACCESS_SECRET", TOKENS["access_secret"])
    file.chmod(0o644)
    try:
        with open_ports(real) as ports, pytest.raises(AccountWrong) as raised:
            ports.connect()
    finally:
        keyring.set_keyring(before)
    told = f"{raised.value.what} {raised.value.fix} {raised.value!r}"
    assert "can be read by others" in raised.value.what
    assert "the consumer secret is missing" in raised.value.what
    assert "the access token" not in raised.value.what
    assert not any(token in told for token in TOKENS.values())


def test_the_real_ledger_and_the_rehearsals_are_two(real: Workspace) -> None:
    origin = real.root.parent / "origin.git"
    git(real.root, "init", "--quiet", "--bare", str(origin))
    git(real.root, "remote", "add", "origin", str(origin))
    with open_ports(real) as ports:
        begun = ports.ledger.create(Change(summary="Begin"))
    assert git(origin, "for-each-ref", "--format=%(objectname) %(refname)") == f"{begun.tip} {REAL_LEDGER}"
    assert git(real.root, "for-each-ref", LEDGER) == ""


def test_the_systems_clock_is_now_and_waits() -> None:
    clock = SystemClock()
    before = datetime.now(UTC)
    clock.wait(0.001)
    assert before < clock.now() <= datetime.now(UTC)
