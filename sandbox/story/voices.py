"""What others write: of the practice community, and what the accounts it follows tell."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.story.people import ADA, COOK, GRACE, READER, TECH, WIKIPEDIA, Person
from sandbox.story.series import DEV
from sandbox.story.telling import BLUESKY, FACEBOOK, MASTODON, TELEGRAM, Form, X, page_link

EVERYWHERE = (MASTODON, BLUESKY, X, FACEBOOK)
NETWORKS = (MASTODON, BLUESKY, X)


@dataclass(frozen=True, slots=True)
class Voice:
    """A post of somebody else; ``{us}`` stands for the community's account on the network.

    It was posted so many days ago, at 18:00 UTC, on the networks ``on``, and the community's
    accounts have ``shared`` it on some of them. An answer is one to somebody who is a stranger.
    """

    days: int
    person: Person
    text: str
    link: str = ""
    tags: tuple[str, ...] = ()
    on: tuple[str, ...] = EVERYWHERE
    language: str = "en"
    warning: str = ""
    shared: tuple[str, ...] = ()
    form: Form = Form.ORIGINAL


ABOUT_US = (
    Voice(1, READER, "Thank you {us}, the upgrade took five minutes 🎉"),
    Voice(2, GRACE, "My favourite skins of the year", f"{DEV}/skins-of-the-year", ("MediaWiki",)),
    Voice(4, COOK, "{us} can an infobox hold a recipe? We have 4,000 of them."),
    Voice(5, READER, "Our village archive runs on MediaWiki now, and it is lovely."),
    Voice(3, ADA, "Tonight we show {us} to a hall of students", tags=("MediaWiki",)),
    Voice(
        1,
        GRACE,
        "My slides of last night: twelve million pages on {us}, free to use again (CC BY-SA)",
        f"{DEV}/twelve-million-pages",
        on=(MASTODON, BLUESKY),
    ),
    Voice(
        1,
        READER,
        "{us} uploads fail since the update to 1.45: “Could not acquire lock”. What can I do?",
        on=(X,),
    ),
    Voice(
        2,
        COOK,
        "{us} the search of 1.45.2 shows an empty page when there is an apostrophe in it. A bug?",
        on=(MASTODON,),
    ),
    Voice(2, READER, "شكرًا {us}، صارت ويكي مدرستنا جاهزة!", on=(MASTODON,), language="ar"),
    Voice(3, COOK, "{us} 升级很顺利,谢谢大家!", on=(BLUESKY,), language="zh"),
    Voice(
        3,
        GRACE,
        "{us} saved us after all: the backup was three hours old, and every page is back.",
        on=(MASTODON,),
        warning="Server trouble",
    ),
    Voice(
        2,
        ADA,
        "A map of all hooks of {us}, from the first version to this one",
        f"{DEV}/map-of-hooks",
        on=(MASTODON, BLUESKY),
        shared=(MASTODON, BLUESKY),
    ),
    Voice(
        4,
        ADA,
        "How {us} turns wikitext into a page, told in ten pictures",
        f"{DEV}/ten-pictures",
        on=(MASTODON,),
    ),
)
"""What names the community's account, or carries its tag."""

FROM_FOLLOWED = (
    Voice(
        4,
        ADA,
        "How wikitext becomes a page, told in ten pictures 🖼️",
        f"{DEV}/ten-pictures",
        on=(BLUESKY,),
    ),
    Voice(
        1,
        TECH,
        "The job queue moves to new servers on Thursday. Categories may lag for an hour.",
        page_link("Job queue"),
        on=NETWORKS,
    ),
    Voice(
        2,
        TECH,
        "Extension developers: hook handlers can be services now. What that changes for MediaWiki",
        page_link("Manual:Hooks"),
        ("MediaWiki",),
        on=(MASTODON, BLUESKY),
    ),
    Voice(3, TECH, "Our team meets in Example City this week. Say hello!", on=NETWORKS),
    Voice(1, TECH, "Gerrit restarts tomorrow at 06:00 UTC.", on=(TELEGRAM,)),
    Voice(
        2,
        ADA,
        "What happens when a template includes itself? A look at the parser’s limits",
        f"{DEV}/parser-limits",
        on=NETWORKS,
    ),
    Voice(1, ADA, "The cat has found the warm side of the server.", on=(MASTODON, BLUESKY)),
    Voice(1, ADA, "Yes, the second edition is in print.", on=NETWORKS, form=Form.REPLY),
    Voice(1, WIKIPEDIA, "The ostrich is the fastest bird on two legs.", on=NETWORKS),
    Voice(
        3,
        WIKIPEDIA,
        "Reading at night? Dark mode is on for everybody now.",
        page_link("Dark mode"),
        on=NETWORKS,
    ),
)
"""What the accounts of the follow list write for their own readers, technical or not."""

VOICES = (*ABOUT_US, *FROM_FOLLOWED)

ANSWERS = (
    Voice(1, GRACE, "Does it need a newer PHP?", on=(MASTODON, BLUESKY)),
    Voice(6, COOK, "{us} that worked, thank you!", on=(MASTODON, BLUESKY)),
)
"""What others write below the account's newest post of that time."""

QUOTES = (Voice(3, ADA, "This is the one that I waited for.", on=(MASTODON, BLUESKY)),)
"""What others write who quote the account's newest post of that time."""

HIDDEN = (Voice(2, COOK, "{us} please keep this between us: our cook book has mice"),)
"""What others write to the account alone, on Mastodon: it must never be stored."""
