"""Presses the buttons of a page as a browser does: each sends the form that it names or is in."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fixtures.html import Document, Element, read


def buttons(page: TestResponse, label: str = "") -> list[Element]:
    """Return the page's buttons whose words begin so."""
    return _buttons(read(page.text), label)


def press(browser: FlaskClient, page: TestResponse, label: str, **typed: str) -> TestResponse:
    """Press the one button whose words begin so, with its form filled in; do not go on."""
    document = read(page.text)
    (button,) = _buttons(document, label)
    form = _form(document, button)
    sent = _fields(document, form) | typed
    if name := button.attributes.get("name"):
        sent[name] = button.attributes["value"]
    return browser.post(button.attributes.get("formaction", form.attributes["action"]), data=sent)


def token_of(html: str) -> str:
    """Return the token that a page's forms carry."""
    return html.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def _buttons(document: Document, label: str) -> list[Element]:
    found = document.all("button")
    return [one for one in found if " ".join(one.text.split()).startswith(label)]


def _form(document: Document, button: Element) -> Element:
    named = button.attributes.get("form")
    if named:
        return next(one for one in document.all("form") if one.attributes.get("id") == named)
    return next(one for one in reversed(button.parents) if one.tag == "form")


def _fields(document: Document, form: Element) -> dict[str, str]:
    """Return what the form sends: fields in it, and those elsewhere that name it."""
    return {
        field.attributes["name"]: field.attributes.get("value", "")
        for field in document.all("input", "select")
        if "name" in field.attributes and _is_of(field, form)
    }


def _is_of(field: Element, form: Element) -> bool:
    named = field.attributes.get("form")
    return (
        named == form.attributes.get("id") if named else any(one is form for one in field.parents)
    )
