"""Presses the buttons of a page as a browser does: each sends the form that it names or is in."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.fixtures.html import Document, Element, read


def buttons(page: TestResponse, label: str = "") -> list[Element]:
    """Return the page's buttons whose words begin so."""
    return _buttons(read(page.text), label)


def press(browser: FlaskClient, page: TestResponse, label: str, /, **typed: str) -> TestResponse:
    """Press the one button whose words begin so, with its form filled in; do not go on."""
    document = read(page.text)
    found = _buttons(document, label)
    (button,) = [one for one in found if " ".join(one.text.split()) == label] or found
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
        field.attributes["name"]: _value(document, field)
        for field in document.all("input", "select", "textarea")
        if "name" in field.attributes and _is_of(field, form) and _is_sent(field)
    }


def _value(document: Document, field: Element) -> str:
    if field.tag == "textarea":
        return field.text.removeprefix("\n")
    if field.tag == "select":
        inside = [o for o in document.all("option") if any(one is field for one in o.parents)]
        chosen = [one for one in inside if "selected" in one.attributes]
        return (chosen or inside)[0].attributes["value"]
    return field.attributes.get("value", "")


def _is_sent(field: Element) -> bool:
    chosen = field.attributes.get("type") in {"radio", "checkbox"}
    return not chosen or "checked" in field.attributes


def _is_of(field: Element, form: Element) -> bool:
    named = field.attributes.get("form")
    return (
        named == form.attributes.get("id") if named else any(one is form for one in field.parents)
    )
