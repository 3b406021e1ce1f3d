"""A real sshd, started by ssh itself for each connection, with keys and settings of its own."""

import getpass
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.mirror.deploy import deploy, tree_hash
from plugins.mirror.ship import ship
from plugins.model.errors import DeployFailed
from plugins.model.school import Rsync
from tests.mirror.test_deploy import site
from tests.mirror.test_ship import school

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_NEEDED = Path("/run/sshd")  # of sshd that root starts
pytestmark = pytest.mark.skipif(
    not (SSHD and shutil.which("rsync") and (os.getuid() or _NEEDED.is_dir())),
    reason="needs Debian's openssh-server (and, for root, the folder /run/sshd) and rsync",
)


@dataclass(frozen=True)
class Host:
    """A machine called `web`: what ssh knows of it is in `config`; `srv` is where its web server looks."""

    folder: Path

    @property
    def srv(self) -> Path:
        return self.folder / "srv" / "www"

    @property
    def shell(self) -> str:
        return f"ssh -F {self.folder / 'config'}"

    def know(self, key: str) -> None:
        """Let ssh expect the host to have this key."""
        public = (self.folder / f"{key}.pub").read_text(encoding="ascii")
        (self.folder / "known_hosts").write_text(f"web {public}", encoding="ascii")


@pytest.fixture
def host(tmp_path: Path) -> Host:
    for key in ("host", "other", "ours"):
        words = ("-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(tmp_path / key))
        subprocess.run(["ssh-keygen", *words], check=True)
    shutil.copy(tmp_path / "ours.pub", tmp_path / "authorized")
    (tmp_path / "sshd").write_text(
        f"HostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/authorized\nStrictModes no\nUsePAM no\n"
        "PasswordAuthentication no\nPermitRootLogin prohibit-password\n"
    )
    (tmp_path / "config").write_text(
        f"Host web\n  User {getpass.getuser()}\n  ProxyCommand {SSHD} -i -e -f {tmp_path}/sshd 2>{tmp_path}/log\n"
        f"  IdentityFile {tmp_path}/ours\n  IdentitiesOnly yes\n  UserKnownHostsFile {tmp_path}/known_hosts\n"
        "  StrictHostKeyChecking yes\n  BatchMode yes\n"
    )
    made = Host(tmp_path)
    made.know("host")
    return made


def test_over_ssh_the_target_becomes_what_the_folder_is(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", host.shell)
    public, target = host.folder / "public", school(Rsync(to=f"web:{host.srv}"))
    for number in ("first", "second"):
        deploy(site(host.folder / number, number), public, keep_before=False)
        assert ship(public, target, host.folder) == f"web:{host.srv}/current"
        assert (host.srv / "current").readlink() == (public / "current").readlink()
        assert tree_hash((host.srv / "current").resolve()) == tree_hash((public / "current").resolve())
    assert {path.name for path in host.srv.iterdir()} == {path.name for path in public.iterdir()}


def test_a_host_with_another_key_gets_nothing(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RSYNC_RSH", host.shell)
    public = host.folder / "public"
    deploy(site(host.folder / "first", "first"), public)
    host.know("other")
    with pytest.raises(DeployFailed, match="did not get to its place"):
        ship(public, school(Rsync(to=f"web:{host.srv}")), host.folder)
    assert not host.srv.exists()
