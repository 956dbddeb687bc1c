"""A bare Flask page of given bytes, to measure the tool's pages against."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response

app = Flask(__name__)
_PAGE = Path(os.environ["BENCH_PAGE"]).read_bytes()


@app.get("/")
def show() -> Response:
    """Answer with the page."""
    return Response(_PAGE, mimetype="text/html")
