"""The message files: complete, alike, documented, and each message used by somebody."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest

from newsdesk.infra.files import MESSAGES, ROOT
from newsdesk.infra.languages import locale, plural_categories
from newsdesk.infra.message_syntax import Nodes, Switch, parameters, parse

LANGUAGES = ("ar", "de")
_NAME = r"newsdesk-[a-z0-9-]+"
_IN_QUOTES = re.compile(rf"""["']({_NAME}(?:\{{[^}}"']*\}}[a-z0-9-]*)*)["']""")
_JOINED = re.compile(r"""["'](newsdesk-[a-z0-9-]*-)["']\s*(?:~|\.\.)""")


@cache
def texts(language: str) -> dict[str, str]:
    value = json.loads((MESSAGES / f"{language}.json").read_text(encoding="utf-8"))
    return {key: text for key, text in value.items() if key != "@metadata"}


@cache
def source() -> str:
    ours = ("src/**/*.py", "templates/**/*.*ml", "*.py", "toolforge/wiki/**/*.lua")
    files = [path for pattern in ours for path in ROOT.glob(pattern)]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("language", [*LANGUAGES, "qqq"])
def test_every_language_and_the_documentation_have_the_same_keys(language: str) -> None:
    assert texts(language).keys() == texts("en").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_parameters_of_the_original(language: str) -> None:
    assert {key: parameters(parse(text)) for key, text in texts(language).items()} == {
        key: parameters(parse(text)) for key, text in texts("en").items()
    }


def test_every_parameter_is_documented() -> None:
    undocumented = {
        key: number
        for key, text in texts("en").items()
        for number in parameters(parse(text))
        if f"${number}" not in texts("qqq")[key]
    }
    assert not undocumented


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_plurals_have_no_more_forms_than_the_language(language: str) -> None:
    allowed = len(plural_categories(locale(language)))
    too_many = {
        key
        for key, text in texts(language).items()
        for switch in _switches(parse(text))
        if switch.name == "PLURAL" and len(switch.forms) > allowed
    }
    assert not too_many


def _switches(nodes: Nodes) -> list[Switch]:
    return [node for node in nodes if isinstance(node, Switch)]


@pytest.mark.parametrize("language", ["en", "qqq", *LANGUAGES])
def test_files_are_sorted_and_have_one_key_a_line(language: str) -> None:
    raw = (MESSAGES / f"{language}.json").read_text(encoding="utf-8")
    value = json.loads(raw)
    assert list(value) == ["@metadata", *sorted(texts(language))]
    assert raw == json.dumps(value, ensure_ascii=False, indent="\t") + "\n"


def test_every_message_that_is_used_exists() -> None:
    whole = {name for name in _IN_QUOTES.findall(source()) if "{" not in name and name[-1] != "-"}
    assert not whole - texts("en").keys()


def test_every_message_is_used() -> None:
    names = _IN_QUOTES.findall(source())
    made = [re.sub(r"\\\{[^}]*\\\}", "[a-z0-9-]+", re.escape(name)) for name in names]
    made += [f"{re.escape(prefix)}[a-z0-9-]+" for prefix in _JOINED.findall(source())]
    used = re.compile("|".join(made))
    assert not {key for key in texts("en") if not used.fullmatch(key)}
