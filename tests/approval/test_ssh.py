from pathlib import Path

import pytest

from plugins.approval import ssh
from plugins.model.errors import CouldNotRun, ProgramMissing, Refused
from tests.approval.people import NOW, key, person

WORDS = b"exactly this"


def test_a_signature_for_something_else_is_none_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = person(tmp_path, "head")
    assert ssh.verified(WORDS, ssh.sign(WORDS, key(tmp_path, "head")), head, at=NOW, revoked=())
    assert not ssh.verified(WORDS + b".", ssh.sign(WORDS, key(tmp_path, "head")), head, at=NOW, revoked=())
    with monkeypatch.context() as other:
        other.setattr(ssh, "NAMESPACE", "git")
        for_git = ssh.sign(WORDS, key(tmp_path, "head"))
    assert not ssh.verified(WORDS, for_git, head, at=NOW, revoked=())


def test_a_key_that_is_missing_or_no_key_signs_nothing(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("no key", encoding="utf-8")
    for name in ("note", "absent"):
        with pytest.raises(Refused, match=f"the key {name} did not sign"):
            ssh.sign(WORDS, tmp_path / name)
        with pytest.raises(Refused, match=r"there is no public key in .*\.pub"):
            ssh.public_half(tmp_path / name)


def test_the_public_half_may_be_named_itself_where_an_agent_holds_the_key(tmp_path: Path) -> None:
    file = key(tmp_path, "head")
    assert ssh.public_half(file.with_name("head.pub")) == ssh.public_half(file)
    file.with_name("head.pub").write_bytes(b"ssh-ed25519 \xff")
    with pytest.raises(Refused):
        ssh.public_half(file)


def test_a_machine_without_ssh_keygen_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramMissing) as raised:
        ssh.sign(WORDS, tmp_path / "head")
    assert "openssh-client" in raised.value.fix


def test_a_key_that_never_answers_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "ssh-keygen"
    slow.write_text("#!/bin/sh\nexec /bin/sleep 20\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ssh, "_PERSON_S", 0.05)
    with pytest.raises(CouldNotRun, match="did not finish"):
        ssh.sign(WORDS, tmp_path / "head")
