"""A draft's page: the text for one channel, what to know before it is posted, and as whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from newsdesk.domain.draft import Draft, DraftState, Left
from newsdesk.domain.length import Length
from newsdesk.domain.message import Brief, Message, msg
from newsdesk.domain.round import Step
from newsdesk.infra.languages import language_name
from newsdesk.services.draft_work import Work
from newsdesk.services.drafts import Typed
from newsdesk.sync.drafting import Suggestion, links_in
from newsdesk.web.views import cell
from newsdesk.web.views.cell import Note
from newsdesk.web.views.draft_warned import Warned, warnings
from newsdesk.web.views.post import web

IN_PLACE = "NEWSDESKTEXT"
"""Stands in a compose link where a script puts what is being typed."""


@dataclass(frozen=True, slots=True)
class AltField:
    """The text for one image, which is at ``href``."""

    name: str
    number: int
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class Opens:
    """Where a draft is posted; ``carries`` is whether the link brings the text there.

    ``pattern`` is the link with a word in the place of the text, empty where it brings none.
    """

    href: str
    label: Message
    carries: bool
    pattern: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft as it is shown to one person.

    ``step`` is where its subject waits or waited. ``saved`` is when and by whom it was saved
    last; ``holder`` is somebody else who holds it, then it can only be read. ``mine`` is a text
    of the viewer's that could not be saved, ``stored`` the one that was instead. ``suggested`` is
    what the item would be now where it says something else than when the draft was begun;
    ``whole`` the text before it was shortened.
    """

    title: Message
    channel: str
    subject: str
    step: Step
    gone: bool
    subject_href: str
    news_href: str
    text: str
    language: str
    in_language: Message | None
    version: int
    length: Length
    count: Message
    alts: tuple[AltField, ...]
    warnings: tuple[Warned, ...]
    made: tuple[Message, ...]
    others: tuple[str, ...]
    whole: str
    whole_count: Message | None
    opens: Opens
    posted_as: Message
    readable: bool
    is_poster: bool
    people: tuple[Note, ...]
    saved: Message | None
    holder: str
    state: DraftState
    url: str
    left: tuple[Left, ...]
    stored: str
    suggested: str

    @property
    def step_name(self) -> Message:
        """What the step is called."""
        return msg(f"newsdesk-round-step-{self.step}")


def count(length: Length) -> Message:
    """Say how long a text is and how much is left, as its network counts."""
    if length.most is None:
        return msg("newsdesk-draft-count", length.used)
    left = length.left or 0
    key = "newsdesk-draft-left-of" if left >= 0 else "newsdesk-draft-over"
    unit = msg(f"newsdesk-draft-unit-{length.unit}")
    said = msg(key, length.used, length.most, abs(left), unit)
    return msg("newsdesk-draft-usual", said) if length.usual else said


def opens(work: Work, text: str) -> Opens:
    """Say where a text is posted."""
    link = next(reversed(links_in(text)), "")
    carries = work.knows.carries_text(text)
    pattern = work.knows.compose_url(work.channel, IN_PLACE, "")
    return Opens(
        href=work.knows.compose_url(work.channel, text, link),
        label=_named("open", work),
        carries=carries,
        pattern=pattern if IN_PLACE in pattern else "",
    )


def _named(key: str, work: Work) -> Message:
    """Name the channel and the account, where that has a name of its own."""
    name, account = work.channel.name, work.knows.as_account(work.channel)
    if account == name:
        return msg(f"newsdesk-draft-{key}-plain", name)
    return msg(f"newsdesk-draft-{key}-account", name, account)


def saved(draft: Draft | None, user: str, today: date) -> Message | None:
    """Say when a draft was saved last, and by whom where that was somebody else."""
    if draft is None or draft.state is not DraftState.OPEN:
        return None
    when = Brief(draft.changed, today)
    if draft.user == user:
        return msg("newsdesk-draft-saved", when)
    return msg("newsdesk-draft-saved-by", draft.user, when)


def view(
    work: Work,
    typed: Typed | None,
    now: datetime,
    *,
    is_poster: bool,
    subject_href: str,
    news_href: str,
) -> DraftView:
    """Show a draft, or what could be one; ``typed`` is what was sent and could not be saved."""
    suggestion, draft = work.suggestion(), work.draft
    held = work.open or (draft if draft and draft.state is DraftState.POSTED else None)
    text = typed.text if typed else held.text if held else suggestion.text
    alt = typed.alt if typed else held.alt if held else ()
    length = work.length(text)
    begun = work.open is not None
    reworded = bool(held and held.basis != work.subject.basis.text)
    return DraftView(
        title=msg("newsdesk-draft-title", work.channel.name),
        channel=work.channel.name,
        subject=work.subject.title,
        step=work.subject.step,
        gone=work.subject.gone,
        subject_href=subject_href,
        news_href=news_href,
        text=text,
        language=work.subject.basis.language,
        in_language=_in_language(work.subject.basis.language),
        version=draft.version if draft else 0,
        length=length,
        count=count(length),
        alts=_alts(work, alt),
        warnings=warnings(work, text, now),
        made=() if begun or typed else _made(work, suggestion),
        others=tuple(filter(None, map(web, suggestion.others))),
        whole=suggestion.whole if suggestion.whole != suggestion.text and not begun else "",
        whole_count=count(work.length(suggestion.whole)),
        opens=opens(work, text),
        posted_as=_named("as", work),
        readable=work.is_readable,
        is_poster=is_poster,
        people=() if is_poster else cell.ask(work.channel, work.site),
        saved=saved(draft, work.editor.account.name, now.date()),
        holder=work.held_by,
        state=draft.state if draft else DraftState.OPEN,
        url=web(draft.url) if draft else "",
        left=tuple(one for one in (draft.left if draft else ()) if one.text != text),
        stored=work.open.text if typed and work.open and work.open.text != text else "",
        suggested=suggestion.text if reworded else "",
    )


def _in_language(code: str) -> Message | None:
    """Say which language to choose where the network asks for one."""
    return msg("newsdesk-draft-language", language_name(code)) if code else None


def _alts(work: Work, typed: tuple[str, ...]) -> tuple[AltField, ...]:
    """Ask for a text for each image; where it is from has one, that is a start."""
    images = enumerate(work.subject.images)
    return tuple(
        AltField(
            name=f"alt-{number + 1}",
            number=number + 1,
            value=typed[number] if number < len(typed) else image.alt,
            href=web(image.url),
        )
        for number, image in images
    )


def _made(work: Work, suggestion: Suggestion) -> tuple[Message, ...]:
    """Say what was put in, and why; in the order of the text."""
    name = work.channel.name
    renamed = (
        msg("newsdesk-draft-made-handle" if one.known else "newsdesk-draft-made-plain",
            one.said, one.written, name)
        for one in suggestion.renamed
        if one.said != one.written
    )  # fmt: skip
    tags = (msg("newsdesk-draft-made-tag", f"#{one}") for one in suggestion.tags)
    left_out = (msg("newsdesk-draft-made-no-room", f"#{one}") for one in suggestion.left_out)
    no_tags = work.config.tags and not work.knows.LINKS_TAGS
    none = (msg("newsdesk-draft-made-no-tags", name),) if no_tags else ()
    others = (
        msg("newsdesk-draft-made-could", who, handle)
        for who, handle in work.names.others(suggestion.text)
    )
    return (*renamed, *tags, *left_out, *none, *others)
