"""The same stories on X and Facebook, copied from what Mastodon and Bluesky tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from sandbox.story.people import EVERYBODY, person
from sandbox.story.telling import (
    BLUESKY,
    FACEBOOK,
    MASTODON,
    Form,
    Story,
    Telling,
    Visibility,
    X,
    page_link,
)

_LATER = 0.4
"""Hours after the post that is copied."""


def told_elsewhere(story: Story) -> Story:
    """Add to a story how it was told on X, and if it is news on Facebook."""
    more = [_copied(one, X) for one in _for_x(story)]
    if story.news and (original := _for_facebook(story)):
        more.append(replace(_copied(original, FACEBOOK), tags=()))
    return replace(story, tellings=(*story.tellings, *more)) if more else story


def only_elsewhere(now: date) -> list[Story]:
    """Return what only X and Facebook tell: a long post, and a word of thanks."""
    long = Telling(
        channel=X,
        text="What happens between your click on “Save” and the page that everybody sees? The "
        "edit is checked against what others wrote meanwhile, filters look at it, the text is "
        "stored, links and categories are counted anew, and caches all over the world are told to "
        "forget the old page. All of that takes less than a second, and most of it happens "
        "after you have long been reading on.",
        link=page_link("Manual:Page editing"),
    )
    thanks = Telling(channel=FACEBOOK, text="Thank you to the translators of MediaWiki ❤️", after=5)
    return [
        Story(day=now - timedelta(days=6), tellings=(long,)),
        Story(day=now - timedelta(days=12), tellings=(thanks,)),
    ]


def _for_x(story: Story) -> list[Telling]:
    """Return what is copied to X: a share if there is one, else what Bluesky or Mastodon says."""
    shown = [one for one in story.tellings if one.visibility is Visibility.PUBLIC and not one.gone]
    on_mastodon = [one for one in shown if one.channel == MASTODON]
    shares = [one for one in on_mastodon if one.form is Form.SHARE]
    if shares or not story.news:
        return shares
    return [one for one in shown if one.channel == BLUESKY] or on_mastodon


def _for_facebook(story: Story) -> Telling | None:
    originals = (one for one in story.tellings if one.form is Form.ORIGINAL)
    told = (one for one in originals if one.channel in {MASTODON, BLUESKY})
    return next((one for one in told if one.language == "en"), None)


def _copied(telling: Telling, channel: str) -> Telling:
    author = telling.author and person(telling.author).accounts.get(channel, telling.author)
    return replace(
        telling,
        channel=channel,
        text=_renamed(telling.text, channel),
        author=author,
        after=telling.after + _LATER,
        shown="",
        edited_after=None,
        thread=telling.thread if channel == X else (),
    )


def _renamed(text: str, channel: str) -> str:
    """Put an account's name on one network where its name on another stands."""
    for one in EVERYBODY:
        known = "|".join(re.escape(handle) for handle in one.accounts.values() if "." in handle)
        text = re.sub(f"@({known})", f"@{one.accounts.get(channel, one.key)}", text)
    return text
