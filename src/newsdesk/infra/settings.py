"""The tool's settings, read from the environment once, at start-up."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, urlsplit

from newsdesk import __version__
from newsdesk.infra import credentials
from newsdesk.infra.credentials import Credential

MIN_SECRET = 32
SOURCE_URL = "https://gitlab.wikimedia.org/toolforge-repos/newsdesk"


class SettingsError(Exception):
    """The settings are incomplete or unsafe; the text says which and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs between one deployment and another.

    ``wiki`` is the wiki's script address (``https://www.mediawiki.org/w/``), ``url`` the tool's
    own address, both ending in ``/``. ``practice_origins`` maps public https origins to loopback
    ones, and is only allowed where ``wiki`` and ``url`` are loopback themselves.
    """

    wiki: str
    url: str
    config_page: str
    consumer_key: str = field(default="", repr=False)
    consumer_secret: str = field(default="", repr=False)
    secret: str = field(repr=False)
    database: str = field(repr=False)
    contact: str = ""
    practice_origins: Mapping[str, str] = field(default_factory=dict)
    credentials: tuple[Credential, ...] = field(default=(), repr=False)

    @property
    def user_agent(self) -> str:
        """Our name in every outgoing request.

        See https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy
        """
        return f"Newsdesk/{__version__} ({self.contact or self.url})"

    @property
    def secure(self) -> bool:
        """Whether browsers reach the tool over https."""
        return self.url.startswith("https://")


def is_loopback(url: str) -> bool:
    """Tell whether an address names this machine: ``localhost`` or a loopback IP address."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def load(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    :raises SettingsError: when something is missing or unsafe
    """
    env = os.environ if env is None else env
    url = _address(env, "NEWSDESK_URL", "http://127.0.0.1:8000/")
    settings = Settings(
        wiki=_address(env, "NEWSDESK_WIKI", "https://www.mediawiki.org/w/"),
        url=url,
        config_page=env.get("NEWSDESK_CONFIG_PAGE", "Social media/Newsdesk.json"),
        consumer_key=env.get("NEWSDESK_CONSUMER_KEY", ""),
        consumer_secret=env.get("NEWSDESK_CONSUMER_SECRET", ""),
        secret=_secret(env, url),
        database=_database(env),
        contact=env.get("NEWSDESK_CONTACT", ""),
        practice_origins=_practice_origins(env),
        credentials=_credentials(env),
    )
    _refuse_unsafe(settings)
    return settings


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    value = env.get(name) or default
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise SettingsError(f"{name} must be an http(s) address without a query, not {value!r}.")
    return value.rstrip("/") + "/"


def _secret(env: Mapping[str, str], url: str) -> str:
    value = env.get("NEWSDESK_SECRET", "")
    if not value and is_loopback(url):
        return _local_secret(Path(env.get("NEWSDESK_VAR", "var")) / "secret")
    if len(value) < MIN_SECRET:
        raise SettingsError(
            f"NEWSDESK_SECRET must be at least {MIN_SECRET} characters. Make one with: "
            "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


def _local_secret(path: Path) -> str:
    """Keep a secret for a tool that only this machine can reach, so that logins survive."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _database(env: Mapping[str, str]) -> str:
    """Name the database: set outright, or made of what Toolforge gives a tool for ToolsDB.

    See https://wikitech.wikimedia.org/wiki/Help:Toolforge/ToolsDB
    """
    if env.get("NEWSDESK_DATABASE"):
        return env["NEWSDESK_DATABASE"]
    user, password = env.get("TOOL_TOOLSDB_USER"), env.get("TOOL_TOOLSDB_PASSWORD")
    if user and password:
        return (
            f"mysql+pymysql://{quote(user, safe='')}:{quote(password, safe='')}"
            f"@tools.db.svc.wikimedia.cloud/{user}__newsdesk?charset=utf8mb4"
        )
    return f"sqlite:///{Path(env.get('NEWSDESK_VAR', 'var')).resolve()}/newsdesk.sqlite"


def _practice_origins(env: Mapping[str, str]) -> Mapping[str, str]:
    try:
        value = json.loads(env.get("NEWSDESK_PRACTICE_ORIGINS") or "{}")
    except ValueError:
        value = None
    if not isinstance(value, dict) or not all(
        isinstance(to, str) and origin.startswith("https://") and is_loopback(to)
        for origin, to in value.items()
    ):
        raise SettingsError(
            "NEWSDESK_PRACTICE_ORIGINS must be a JSON object from https origins to loopback ones."
        )
    return value


def _credentials(env: Mapping[str, str]) -> tuple[Credential, ...]:
    try:
        return credentials.parse(env.get("NEWSDESK_CREDENTIALS", ""))
    except credentials.CredentialsError as error:
        raise SettingsError(f"NEWSDESK_CREDENTIALS cannot be used: {error}.") from None


def _refuse_unsafe(settings: Settings) -> None:
    local = is_loopback(settings.wiki) and is_loopback(settings.url)
    if settings.practice_origins and not local:
        raise SettingsError(
            "NEWSDESK_PRACTICE_ORIGINS is only for a practice wiki: "
            "NEWSDESK_WIKI and NEWSDESK_URL must then both be loopback addresses."
        )
    for name, url in (("NEWSDESK_WIKI", settings.wiki), ("NEWSDESK_URL", settings.url)):
        if not url.startswith("https://") and not is_loopback(url):
            raise SettingsError(f"{name} must be an https address, not {url}.")
    if bool(settings.consumer_key) != bool(settings.consumer_secret):
        raise SettingsError(
            "NEWSDESK_CONSUMER_KEY and NEWSDESK_CONSUMER_SECRET must be set together."
        )
