"""What a generic client cannot guess of our API: which places of a list there can be."""

from __future__ import annotations

import schemathesis
from hypothesis import strategies as st

from newsdesk.web.api.parts import cursor

_DAYS = st.dates().map(str)
_MOMENTS = st.datetimes().map(lambda one: f"{one.isoformat()}+00:00")
_NUMBERS = st.integers(0, 10**12).map(str)
_DIGESTS = st.text("0123456789abcdef", min_size=18, max_size=18)

for _name, _place in (
    ("items", st.tuples(_DAYS, st.text("abc-", max_size=8))),
    ("posts", st.tuples(_MOMENTS, _NUMBERS)),
    ("follows", st.tuples(st.integers(0, 9).map(str), _DIGESTS)),
    ("changes", st.tuples(_NUMBERS)),
):
    schemathesis.openapi.format(f"cursor-of-{_name}", _place.map(lambda place: cursor(*place)))
