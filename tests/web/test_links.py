"""Links of a page to itself stay links to this tool, whatever address was asked for."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app

from newsdesk.web import links
from tests.fixtures.html import read

HOSTILE = (
    "//evil.example/a",
    "///evil.example/a",
    "/%5Cevil.example",
    "/%5C%5Cevil.example",
    "/%09/evil.example",
    "/a%3Fb%23c",
    "/javascript:alert(1)",
    "/item/%22%3E%3Cscript%3E",
)


@pytest.mark.parametrize("path", HOSTILE)
def test_an_error_page_leads_nowhere_else(web: Flask, path: str) -> None:
    environ = {**create_environ(base_url="https://newsdesk.example"), "PATH_INFO": unquote(path)}
    body, status, _ = run_wsgi_app(web, environ, buffered=True)
    assert status.startswith("404")
    document = read(b"".join(body).decode())
    languages = [link for link in document.links if "uselang=" in link]
    assert languages
    for link in document.links:
        browser = urlsplit(urljoin("https://newsdesk.example/", link.replace("\\", "/")))
        assert browser.hostname in {
            "newsdesk.example",
            "www.mediawiki.org",
            "gitlab.wikimedia.org",
        }
    fields = [field.attributes for field in document.all("input")]
    [back] = [field["value"] for field in fields if field.get("name") == "next"]
    assert not back.startswith(("//", "/\\"))


@pytest.mark.parametrize(
    ("address", "back"),
    [
        ("/", "/"),
        ("/?show=todo&q=%26a", "/?show=todo&q=%26a"),
        ("/item/2026-11-18-m%C3%A4rz", "/item/2026-11-18-m%C3%A4rz"),
        ("/item/a%3Fb", "/item/a%3Fb"),
    ],
)
def test_a_login_leads_back_to_the_same_page(web: Flask, address: str, back: str) -> None:
    with web.test_request_context(address):
        assert links.here() == back


def test_what_was_sent_is_not_opened_again(web: Flask) -> None:
    with web.test_request_context("/edit", method="POST"):
        assert links.here() == "/"


def test_a_page_links_to_itself_with_another_query(web: Flask) -> None:
    with web.test_request_context("/channel/a?show=x&show=y"):
        assert links.this_page(uselang="de") == "/channel/a?show=x&show=y&uselang=de"


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        (
            "Set-up: 2 changes ([[toolforge:newsdesk/setup|Newsdesk]])",
            "Set-up: 2 changes (Newsdesk)",
        ),
        ("see [[Talk:Social media]]", "see Talk:Social media"),
        ("[[ not [a] link", "[[ not [a] link"),
    ],
)
def test_a_summary_reads_as_in_the_wikis_history(comment: str, shown: str) -> None:
    assert links.without_links(comment) == shown
