"""The practice wiki's users as the tool meets them: settings, tokens and conversations."""

from __future__ import annotations

from newsdesk.domain.user import AccessToken
from newsdesk.infra.settings import Settings
from newsdesk.wiki.session import Wiki, as_user
from sandbox.accounts import EDITOR, Account
from sandbox.consumers import Consumer
from tests.fixtures.wiki import PracticeWiki


def settings_of(wiki: PracticeWiki, consumer: Consumer | None = None) -> Settings:
    consumer = consumer or wiki.consumer
    return Settings(
        wiki=wiki.url,
        url="http://127.0.0.1:8000/",
        config_page="Social media/Newsdesk.json",
        consumer_key=consumer.key,
        consumer_secret=consumer.secret,
        secret="s" * 32,
        database="sqlite://",
    )


def conversation(
    wiki: PracticeWiki, account: Account = EDITOR, consumer: Consumer | None = None
) -> Wiki:
    token = wiki.granted(account, consumer)
    return as_user(settings_of(wiki, consumer), AccessToken(token.key, token.secret))
