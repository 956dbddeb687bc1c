"""A profile: what a network says of an account, ours or one that we follow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An account as the network names it now.

    ``handle`` is without ``@``, and with the server where handles have one; ``native_id`` stays
    the same when an account is renamed; ``moved_to`` is the handle of the account that took its
    place. ``followers`` is ``None`` where the network does not say.
    """

    handle: str
    native_id: str = ""
    name: str = ""
    url: str = ""
    followers: int | None = None
    moved_to: str = ""

    def is_called(self, account: str) -> bool:
        """Tell whether an account's name, as a set-up has it, is the one it has now.

        Case and a leading ``@`` do not matter; the network's own id is no name, and right too.
        """
        name = account.removeprefix("@").casefold()
        return name in (self.handle.removeprefix("@").casefold(), self.native_id.casefold())
