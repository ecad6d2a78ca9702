"""What serving is measured against, for the same server: a bare Flask view, and a site that renders each page.

The environment names what they serve: SERVING_PAGE, a file; SERVING_SITE, a site's folder.
"""

import os
from pathlib import Path

import babel.dates  # noqa: F401 - a site in two languages has it
from flask import Flask, Response

from tests.bench.frozen.site import create_app


def bare() -> Flask:
    """One view that returns bytes it has in memory."""
    body = Path(os.environ["SERVING_PAGE"]).read_bytes()
    app = Flask("bare", static_folder=None)

    @app.get("/<path:path>")
    def page(path: str) -> Response:
        return Response(body, content_type="text/html; charset=utf-8")

    return app


def rendering() -> Flask:
    """The site of tests/bench/frozen: all is parsed and in memory, and a page is rendered when it is asked for."""
    return create_app(Path(os.environ["SERVING_SITE"]))
