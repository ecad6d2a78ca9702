"""Takes a request, gives an answer from the edition.

With cli/ it alone reads the clock and the environment. It never reads content/ or a catalogue.
"""

from app.web.application import create_app
from app.web.asking import Asker
from app.web.worker import make_ready, serve_site

__all__ = ["Asker", "create_app", "make_ready", "serve_site"]
