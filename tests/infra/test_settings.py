"""Settings: what is read, and what the tool refuses to start with."""

import stat
from pathlib import Path

import pytest

from newsdesk.infra.settings import SettingsError, is_loopback, load

SECRET = "s" * 40
PRODUCTION = {
    "NEWSDESK_URL": "https://newsdesk.toolforge.org/",
    "NEWSDESK_WIKI": "https://www.mediawiki.org/w/",
    "NEWSDESK_SECRET": SECRET,
    "NEWSDESK_CONSUMER_KEY": "key",
    "NEWSDESK_CONSUMER_SECRET": "hidden",
    "TOOL_TOOLSDB_USER": "s1",
    "TOOL_TOOLSDB_PASSWORD": "p@ss/word",
}
PRACTICE = {
    "NEWSDESK_URL": "http://127.0.0.1:8000",
    "NEWSDESK_WIKI": "http://localhost:9000/w",
    "NEWSDESK_SECRET": SECRET,
    "NEWSDESK_PRACTICE_ORIGINS": '{"https://social.example": "http://127.0.0.1:9001"}',
}


def test_production() -> None:
    settings = load(PRODUCTION)
    assert settings.url == "https://newsdesk.toolforge.org/"
    assert settings.secure
    assert settings.config_page == "Social media/Newsdesk.json"
    assert settings.database == (
        "mysql+pymysql://s1:p%40ss%2Fword@tools.db.svc.wikimedia.cloud/s1__newsdesk"
        "?charset=utf8mb4"
    )


def test_addresses_end_in_a_slash() -> None:
    settings = load(PRACTICE)
    assert (settings.url, settings.wiki) == ("http://127.0.0.1:8000/", "http://localhost:9000/w/")
    assert settings.practice_origins == {"https://social.example": "http://127.0.0.1:9001"}
    assert not settings.secure


def test_secrets_are_not_shown() -> None:
    shown = repr(load(PRODUCTION))
    assert SECRET not in shown
    assert "hidden" not in shown
    assert "p%40ss" not in shown


def test_user_agent_names_a_contact() -> None:
    assert load(PRODUCTION).user_agent.endswith("(https://newsdesk.toolforge.org/)")
    settings = load(PRODUCTION | {"NEWSDESK_CONTACT": "a@example.org"})
    assert settings.user_agent.endswith("(a@example.org)")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"NEWSDESK_SECRET": ""}, "NEWSDESK_SECRET"),
        ({"NEWSDESK_SECRET": "short"}, "NEWSDESK_SECRET"),
        ({"NEWSDESK_URL": "http://newsdesk.toolforge.org/"}, "NEWSDESK_URL"),
        ({"NEWSDESK_URL": "newsdesk"}, "NEWSDESK_URL"),
        ({"NEWSDESK_WIKI": "http://www.mediawiki.org/w/"}, "NEWSDESK_WIKI"),
        ({"NEWSDESK_WIKI": "https://www.mediawiki.org/w/?a=b"}, "NEWSDESK_WIKI"),
        ({"NEWSDESK_CONSUMER_SECRET": ""}, "NEWSDESK_CONSUMER_SECRET"),
        (
            {"NEWSDESK_PRACTICE_ORIGINS": PRACTICE["NEWSDESK_PRACTICE_ORIGINS"]},
            "NEWSDESK_PRACTICE_ORIGINS",
        ),
    ],
)
def test_refused_in_production(change: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        load(PRODUCTION | change)


@pytest.mark.parametrize("own", ["NEWSDESK_URL", "NEWSDESK_WIKI"])
def test_practice_origins_want_both_addresses_to_be_loopback(own: str) -> None:
    with pytest.raises(SettingsError, match="loopback"):
        load(PRACTICE | {own: "https://real.example/"})


@pytest.mark.parametrize(
    "origins",
    [
        "[]",
        "not json",
        '{"https://a.example": "https://b.example"}',
        '{"http://a.example": "http://127.0.0.1:1"}',
        '{"https://a.example": "http://10.0.0.1:1"}',
        '{"https://a.example": 1}',
    ],
)
def test_broken_practice_origins(origins: str) -> None:
    with pytest.raises(SettingsError, match="PRACTICE_ORIGINS"):
        load(PRACTICE | {"NEWSDESK_PRACTICE_ORIGINS": origins})


def test_a_local_tool_keeps_a_secret_of_its_own(tmp_path: Path) -> None:
    env = {"NEWSDESK_VAR": str(tmp_path / "var")}
    first, second = load(env), load(env)
    assert first.secret == second.secret
    assert len(first.secret) >= 32
    assert stat.S_IMODE((tmp_path / "var" / "secret").stat().st_mode) == 0o600
    assert first.database == f"sqlite:///{tmp_path / 'var' / 'newsdesk.sqlite'}"


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:80/", True),
        ("http://[::1]/", True),
        ("http://localhost/", True),
        ("http://127.0.0.1.example/", False),
        ("http://localhost.example/", False),
        ("http://10.0.0.1/", False),
        ("nonsense", False),
    ],
)
def test_is_loopback(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback
