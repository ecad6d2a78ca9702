"""Every kind of page, with an address of each in both languages. On the site of tests.sites.busy_in."""

import sqlite3

from tests.browser.conftest import Served

KINDS = {
    "home": {"cy": "/cy/", "en": "/en/"},
    "archive": {"cy": "/cy/datganiadau/", "en": "/en/releases/"},
    "archive page": {"cy": "/cy/datganiadau/tudalen/2", "en": "/en/releases/page/2"},
    "year": {"cy": "/cy/datganiadau/2024/", "en": "/en/releases/2024/"},
    "month": {"cy": "/cy/datganiadau/2024/11/", "en": "/en/releases/2024/11/"},
    "topic": {"cy": "/cy/pynciau/first-topic-cy", "en": "/en/topics/first-topic"},
    "release": {"cy": "/cy/datganiadau/2026/everything", "en": "/en/releases/2026/everything-en"},
    "side by side": {
        "cy": "/cy/datganiadau/2026/everything/ochr-yn-ochr",
        "en": "/en/releases/2026/everything-en/side-by-side",
    },
    "search": {"cy": "/cy/chwilio?q=prawf+test", "en": "/en/search?q=test+trial"},
    "nothing found": {
        "cy": "/cy/chwilio?q=trial+tset&pwnc=first-topic-cy",
        "en": "/en/search?q=prawf+tset&topic=first-topic",
    },
    "follow": {"cy": "/cy/dilyn", "en": "/en/follow"},
    "leaving": {"cy": "/cy/gadael-yn-gyflym", "en": "/en/leaving-quickly"},
    "page": {"cy": "/cy/tudalen-brawf", "en": "/en/tudalen-brawf-en"},
    "choice": {"cy": "/", "en": "/"},
    "not found": {"cy": "/cy/dim", "en": "/en/none"},
    "not found in either": {"cy": "/dim", "en": "/none"},
    "withdrawn": {"cy": "/cy/datganiadau/2026/gone", "en": "/en/releases/2026/gone-en"},
    "preview": {"cy": "/preview/cy/datganiadau/2026/unready", "en": "/preview/en/releases/2026/unready-en"},
    "previews": {"cy": "/preview/cy/", "en": "/preview/en/"},
    "failure": {"cy": "/cy/datganiadau/2024/test-0-cy", "en": "/en/releases/2024/test-0"},
}

NETSAFE = {"cy": "/cy/datganiadau/2018/ymgyrch-netsafe", "en": "/en/releases/2018/operation-netsafe"}
"""The release of the demonstration, which has key figures and the link that leaves at once."""
BESIDE = {"cy": f"{NETSAFE['cy']}/ochr-yn-ochr", "en": f"{NETSAFE['en']}/side-by-side"}


def break_one(served: Served) -> None:
    """Makes the release of the kind "failure" one that no server can read."""
    with sqlite3.connect(served.newsroom.folder.edition) as connection:
        connection.execute("UPDATE half SET body = '{}' WHERE name = 'releases/2024/test-0'")
