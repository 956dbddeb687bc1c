"""Flask: thin routes and typed view models."""

from __future__ import annotations

from flask import Blueprint, Flask

from newsdesk.infra import messages
from newsdesk.infra.files import STATIC, TEMPLATES
from newsdesk.infra.settings import Settings
from newsdesk.services.frame import open_database
from newsdesk.web import (
    about,
    answer,
    assets,
    board,
    channel,
    decide,
    decisions,
    draft,
    draft_link,
    edit,
    errors,
    feed,
    feed_links,
    follow,
    item,
    kept,
    language,
    link,
    links,
    login,
    on_wiki,
    page,
    pickup,
    requests,
    round,
    round_act,
    security,
    set_up,
    set_up_form,
    set_up_import,
    set_up_part,
    set_up_raw,
    set_up_review,
    set_up_test,
    set_up_trial,
    settled,
    status,
    summary,
    visitor,
    waiting,
    zone,
)
from newsdesk.web.api import document as api
from newsdesk.web.api import guide, opened
from newsdesk.web.tool import EXTENSION, Tool

BLUEPRINTS: tuple[Blueprint, ...] = (
    about.blueprint,
    answer.blueprint,
    api.blueprint,
    board.blueprint,
    channel.blueprint,
    decide.blueprint,
    decisions.blueprint,
    draft.blueprint,
    edit.blueprint,
    feed.blueprint,
    follow.blueprint,
    guide.blueprint,
    item.blueprint,
    link.blueprint,
    login.blueprint,
    on_wiki.blueprint,
    page.blueprint,
    pickup.blueprint,
    round.blueprint,
    round_act.blueprint,
    set_up.blueprint,
    set_up_form.blueprint,
    set_up_import.blueprint,
    set_up_part.blueprint,
    set_up_raw.blueprint,
    set_up_review.blueprint,
    set_up_trial.blueprint,
    set_up_test.blueprint,
    status.blueprint,
    summary.blueprint,
    zone.blueprint,
)
"""Every group of pages; a new one is a module with ``blueprint``, and a word here."""


def create_app(settings: Settings) -> Flask:
    """Make the tool for these settings; the database is not asked before the first request."""
    app = Flask(__name__, static_folder=STATIC, template_folder=TEMPLATES)
    app.extensions[EXTENSION] = Tool(
        settings=settings, engine=open_database(settings), catalogue=messages.load()
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    kept.init_app(app)
    requests.init_app(app)
    language.init_app(app)
    security.init_app(app, settings)
    visitor.init_app(app, settings)
    assets.init_app(app)
    links.init_app(app)
    feed_links.init_app(app)
    draft_link.init_app(app)
    errors.init_app(app)
    settled.init_app(app)
    waiting.init_app(app)
    zone.init_app(app)
    round.init_app(app)
    opened.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
