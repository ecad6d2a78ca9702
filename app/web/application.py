"""The Flask application: addresses to answers."""

from flask import Flask, Request
from werkzeug.routing import MapAdapter

from app.pages.shell import EVERYTHING, Offer
from app.settings import SiteFolder
from app.web.choice import ChoiceViews
from app.web.feeds import FeedViews
from app.web.forms import FormViews
from app.web.front import Front
from app.web.pages import PageViews
from app.web.responder import Clock, Responder


class _Newsroom(Flask):
    """Flask, with addresses that are paths alone: none depends on the name by which a request calls the site."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        if request is None:
            return None
        return MapAdapter(self.url_map, "localhost", "", "", "http", request.path, request.method)


def create_app(folder: SiteFolder, clock: Clock, *, preview: bool = False, offer: Offer = EVERYTHING) -> Flask:
    """The application for a site. clock: gives the time, aware. preview: with previews, for this machine alone.

    offer: what its pages offer, where they will be served by something else.
    """
    app = _Newsroom("app.web", static_folder=None, template_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 1024
    app.url_map.merge_slashes = False  # its redirect would name the host that the request names
    responder = Responder(folder, clock, offer)
    responder.open(app)
    for views in (ChoiceViews, PageViews, FormViews, FeedViews):
        views(responder).open(app)
    if preview:
        from app.web.preview import PreviewViews  # only now: it reads and checks files, which readers have no need of

        PreviewViews(responder).open(app)
    app.extensions["datganiad"] = responder
    app.wsgi_app = Front(app, responder)  # type: ignore[method-assign] # as Flask says to put things in front
    return app
