"""Headers that keep a page to itself.

See https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from newsdesk.infra.settings import Settings

MAX_REQUEST = 2 * 1024 * 1024
"""As much as a wiki page may hold: https://www.mediawiki.org/wiki/Manual:$wgMaxArticleSize"""


def init_app(app: Flask, settings: Settings) -> None:
    """Limit what comes in, and say with every answer what a browser may do with it."""
    app.config.update(MAX_CONTENT_LENGTH=MAX_REQUEST, MAX_FORM_MEMORY_SIZE=MAX_REQUEST)
    # Toolforge's proxy ends TLS and passes the host on: only the scheme has to be taken from it.
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=1)  # type: ignore[method-assign]
    always = headers(settings)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in always.items():
            response.headers.setdefault(name, value)
        return response


def headers(settings: Settings) -> dict[str, str]:
    """Return the headers of every answer.

    Icons of Codex are ``data:`` images. A form may lead to the wiki's own edit window.
    """
    wiki = urlsplit(settings.wiki)
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; "
        f"form-action 'self' {wiki.scheme}://{wiki.netloc}; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    always = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if settings.secure:
        always["Strict-Transport-Security"] = "max-age=31536000"
    return always


def comes_from_elsewhere() -> bool:
    """Tell whether another site's page sent this request, as far as the browser says."""
    origin = request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != request.host
