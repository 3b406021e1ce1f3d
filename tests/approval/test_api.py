from collections.abc import Iterator

import pytest

from plugins.approval import api
from plugins.approval.api import GitHub, address
from plugins.model.errors import ApprovalUnreachable, CouldNotRun
from plugins.x.secrets import Secret
from tests.approval.forge import REPOSITORY, TOKEN, Forge, serve, user


@pytest.fixture
def forge() -> Iterator[Forge]:
    with serve(Forge(reviews={1: [{"user": user(number)} for number in range(5)]})) as made:
        yield made


def github(forge: Forge, token: str = TOKEN) -> GitHub:
    return GitHub(forge.url, REPOSITORY, lambda: Secret(token), timeout=5)


def test_a_list_is_read_to_its_last_page(forge: Forge) -> None:
    assert [one["user"]["id"] for one in github(forge).all("pulls/1/reviews")] == [0, 1, 2, 3, 4]
    assert len(forge.asked) == 3


def test_what_is_not_there_is_empty(forge: Forge) -> None:
    assert (github(forge).get("pulls/9"), github(forge).all("nothing")) == (None, [])


@pytest.mark.parametrize("status", [404, 500])
def test_half_a_list_is_no_list(forge: Forge, status: int) -> None:
    forge.status, forge.later = status, True
    with pytest.raises(ApprovalUnreachable):
        github(forge).all("pulls/1/reviews")


def test_a_list_without_end_is_no_answer(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_PAGES", 2)
    with pytest.raises(ApprovalUnreachable, match="more than 2 pages"):
        github(forge).all("pulls/1/reviews")


def test_the_token_is_never_sent_to_another_server(forge: Forge) -> None:
    with serve(Forge()) as other:
        forge.elsewhere = other.url
        with pytest.raises(ApprovalUnreachable, match="another server"):
            github(forge).all("pulls/1/reviews")
        assert other.asked == []


def test_a_token_that_is_refused_is_told_without_it(forge: Forge) -> None:
    with pytest.raises(CouldNotRun, match="GitHub refuses the token") as caught:
        github(forge, "ghs_canary0123456789").get("pulls/1")
    assert "canary" not in f"{caught.value} {caught.value.fix}"


def test_an_answer_that_is_too_long_is_none(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_MOST_BYTES", 10)
    with pytest.raises(ApprovalUnreachable, match="does not answer"):
        github(forge).all("pulls/1/reviews")


def test_a_server_that_is_not_there_does_not_answer() -> None:
    with pytest.raises(ApprovalUnreachable, match="does not answer"):
        GitHub("http://127.0.0.1:9", REPOSITORY, lambda: Secret(TOKEN), timeout=1).get("pulls/1")


def test_the_address_is_githubs_or_the_schools_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_API_URL", raising=False)
    assert address() == "https://api.github.com"
    for own in ("https://git.trust.example/api/v3", "http://127.0.0.1:8000"):
        monkeypatch.setenv("GITHUB_API_URL", own)
        assert address() == own
    for odd in (
        "http://api.github.com",
        "https://name:word@a.example",
        "file:///etc",
        "http://127.0.0.1.evil.example:1",
    ):
        monkeypatch.setenv("GITHUB_API_URL", odd)
        with pytest.raises(CouldNotRun, match="GITHUB_API_URL"):
            address()
