"""Freezes the site: `python -m tests.bench.frozen SITE OUT`."""

import sys
import warnings
from pathlib import Path

from tests.bench.frozen.site import create_app
from tests.bench.harness import PEERS

sys.path.append(str(PEERS))
from flask_frozen import Freezer, MimetypeMismatchWarning

app = create_app(Path(sys.argv[1]).resolve())
app.config["FREEZER_DESTINATION"] = str(Path(sys.argv[2]).resolve())
app.config["FREEZER_DEFAULT_MIMETYPE"] = "application/octet-stream"
freezer = Freezer(app)


@freezer.register_generator
def home():  # type: ignore[no-untyped-def]
    """Every other page is found from these: Frozen-Flask follows what url_for gives."""
    yield {"lang": "cy"}
    yield {"lang": "en"}


warnings.simplefilter("ignore", MimetypeMismatchWarning)
freezer.freeze()
