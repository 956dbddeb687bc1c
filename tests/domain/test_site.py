"""Addresses of the wiki's pages."""

from newsdesk.domain.site import Site

SITE = Site(name="W", server="https://wiki.example", article_path="/wiki/$1", script_path="/w")


def test_page_url() -> None:
    assert SITE.page_url("A b/Ü?c&d") == "https://wiki.example/wiki/A_b/%C3%9C%3Fc%26d"


def test_action_url() -> None:
    assert SITE.action_url("A b", action="edit", section=1) == (
        "https://wiki.example/w/index.php?title=A_b&action=edit&section=1"
    )
    assert SITE.action_url("A", text="x&y=z") == (
        "https://wiki.example/w/index.php?title=A&text=x%26y%3Dz"
    )
