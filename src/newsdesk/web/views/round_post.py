"""A post that waits in a round, and what can be done about it; there is no way to reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsdesk.domain.desk import Feedback
from newsdesk.domain.message import Message, msg
from newsdesk.domain.post import Post
from newsdesk.domain.round import Handling, Step, Thing
from newsdesk.domain.site import Site
from newsdesk.services.news_origin import Origin
from newsdesk.services.round import WaitingPost
from newsdesk.services.sharing import Share, share
from newsdesk.sync.pointing import Pointer, pointers
from newsdesk.web.views import post as posts
from newsdesk.web.views import round_thing
from newsdesk.web.views.cell import Note
from newsdesk.web.views.post import PostView
from newsdesk.web.views.round_thing import Around, ThingView
from newsdesk.web.views.settle import Press

_STRANGERS = frozenset({Step.MENTIONS, Step.TIMELINE, Step.SOURCES})
"""The steps whose posts are other people's, to be shared."""

Words = Callable[[str, str, str], str]
"""Write a pointer's text, in a post's language where it is spoken, for a place at an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointerView:
    """A place to point to: its name, the text to copy, and why it is likely, where it is."""

    name: str
    text: str
    reason: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalView:
    """Where an author is on another channel's network: ``known`` if their own post is there.

    ``href`` is that post's address, else their account's; ``share`` is where it is shared.
    """

    channel: str
    href: str
    known: bool
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostThing:
    """A post that waits: what can be done with it depends on the step.

    ``share`` is where the network shares it, and ``people`` are who to ask for that; ``shared``
    says that it was done. ``everywhere`` sets it aside on all networks, and leads to ``after``.
    ``origin`` names the post where an item is made from it.
    """

    base: ThingView
    post: PostView
    everywhere: Press | None
    after: str
    why: tuple[Message, ...]
    share: Share | None
    people: tuple[Note, ...]
    shared: Press | None
    originals: tuple[OriginalView, ...]
    pointers: tuple[PointerView, ...]
    pointed: Press | None
    not_news: Press | None
    step: Step
    thing: Thing
    origin: str

    @property
    def likely(self) -> PointerView | None:
        """The pointer that the post's words ask for: then it comes first."""
        return next((one for one in self.pointers if one.reason), None)


def view(
    number: int, found: WaitingPost, around: Around, feedback: tuple[Feedback, ...], words: Words
) -> PostThing:
    """Show a post that waits."""
    one, channel = found.post, found.channel
    spot = around.spot(number, found.thing, one.text)
    twins = [(twin.thing, twin.channel_id) for twin in around.twins.get(found.thing, ())]
    group = around.spot(number, found.thing, one.text, ends=1 + len(twins))
    strangers = around.step in _STRANGERS
    points = around.step is Step.MENTIONS
    at_news = around.step is Step.NEWS
    return PostThing(
        base=round_thing.thing(spot, found.claim, channel.id),
        post=posts.view(channel, one),
        everywhere=group.everywhere([(found.thing, channel.id), *twins]) if twins else None,
        after=group.next,
        why=(*_through(found), *found.why),
        share=share(channel, one) if strangers else None,
        people=around.people(channel) if strangers else (),
        shared=spot.handling(Handling.SHARED, channel=channel.id) if strangers else None,
        originals=_originals(one, around) if strangers else (),
        pointers=_pointers(one, feedback, around.site, words) if points else (),
        pointed=spot.handling(Handling.POINTED, channel=channel.id) if points else None,
        not_news=spot.handling(Handling.NOT_NEWS, channel=channel.id) if at_news else None,
        step=around.step,
        thing=found.thing,
        origin=str(Origin(around.step, found.thing)),
    )


def _through(found: WaitingPost) -> tuple[Message, ...]:
    """Say who of the follow list shared a post that is another one's."""
    return (msg("newsdesk-round-through", f"@{found.through}"),) if found.through else ()


def _originals(one: Post, around: Around) -> tuple[OriginalView, ...]:
    return tuple(
        OriginalView(
            channel=there.channel.name,
            href=posts.web(there.url),
            known=there.post is not None,
            share=share(there.channel, there.post) if there.post else None,
        )
        for there in around.elsewhere.get(one.key, ())
    )


def _pointers(
    one: Post, feedback: tuple[Feedback, ...], site: Site, words: Words
) -> tuple[PointerView, ...]:
    return tuple(_pointer(found, one, site, words) for found in pointers(one.text, feedback))


def _pointer(found: Pointer, one: Post, site: Site, words: Words) -> PointerView:
    place = found.feedback
    url = place.url or site.page_url(place.page)
    return PointerView(
        name=place.page or place.about,
        text=words(one.language, place.about, url),
        reason=found.reason,
    )
