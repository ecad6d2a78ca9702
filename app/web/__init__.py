"""Takes a request, gives an answer from the edition.

With cli/ it alone reads the clock and the environment. It never reads content/ or a catalogue.
"""

from app.web.application import create_app
from app.web.asking import Asker
from app.web.headers import FOR_EVER, PAGE, caching, site_headers
from app.web.worker import make_ready, serve_site

__all__ = ["FOR_EVER", "PAGE", "Asker", "caching", "create_app", "make_ready", "serve_site", "site_headers"]
