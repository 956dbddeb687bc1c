from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from newsdesk.infra.xml import legal


def test_what_no_xml_may_hold_is_taken_out() -> None:
    assert legal("a\x00b\x9fc\ufffe\uffff\ufdd0d\ue000") == "abcd\ue000"
    assert legal("a\x0bb\x85c") == "a b c"
    assert legal("\t\n\r ~é\u202e\ufffd🎉") == "\t\n\r ~é\u202e\ufffd🎉"


@given(st.text())
def test_the_rest_is_read_by_a_parser(text: str) -> None:
    escaped = legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found = ElementTree.fromstring(f"<a>{escaped}</a>")
    assert (found.text or "").split() == legal(text).split()
