"""The people of the practice wiki, by their names and passwords."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A practice user; ``blocked`` is the reason of a block that never ends."""

    name: str
    password: str
    groups: tuple[str, ...] = ()
    blocked: str = ""


EDITOR = Account(name="Example editor", password="practice-editor")
SYSOP = Account(
    name="Example sysop",
    password="practice-sysop",
    groups=("sysop", "interface-admin", "bureaucrat"),
)
BLOCKED = Account(
    name="Example blocked user",
    password="practice-blocked",
    blocked="Practice block: this account shows what a blocked user sees",
)
MANY = tuple(
    Account(name=f"Editor{number:02}", password=f"practice-editor{number:02}")
    for number in range(1, 21)
)
EVERYBODY = (EDITOR, SYSOP, BLOCKED, *MANY)
