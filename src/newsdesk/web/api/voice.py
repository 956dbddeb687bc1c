"""In which language an answer speaks, and which addresses it names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from newsdesk.domain.decision import Place
from newsdesk.domain.message import Message
from newsdesk.domain.site import encode_title
from newsdesk.infra.messages import Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The language, the tool's own address with a slash at its end, and what may be a link.

    Of the addresses that people named for items only ``openable`` ones are links. The addresses
    that this makes name no language: they are for keeping and passing on.
    """

    translator: Translator
    tool: str
    openable: Collection[Place] = ()

    def say(self, message: Message) -> str:
        """Write a message as plain text."""
        return self.translator.plain(message)

    def item(self, item_id: str) -> str:
        """Return the address of an item's page."""
        return f"{self.tool}item/{quote(item_id)}"

    def channel(self, channel_id: str) -> str:
        """Return the address of a channel's page."""
        return f"{self.tool}channel/{quote(channel_id)}"

    def link(self, address: str) -> str:
        """Return the address of the page that says where an address was announced."""
        return f"{self.tool}link/{encode_title(address)}"

    def board(self, args: Mapping[str, str], anchor: str = "") -> str:
        """Return the board's address with the parameters of a filter."""
        query = f"?{urlencode(args)}" if args else ""
        return f"{self.tool}{query}{'#' if anchor else ''}{anchor}"
