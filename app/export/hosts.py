"""What a web server has to be told besides the files: redirects, headers, what is gone.

_redirects and _headers as static hosts read them; _nginx.conf to be included in a server block of nginx.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app import urls
from app.export.names import HEADERS, NGINX, OWN, REDIRECTS, file_of, not_found_of
from app.locales import LOCALES


@dataclass(frozen=True, slots=True)
class Rules:
    """moved: new path by old. gone: by path of what was withdrawn, that of the page that says so.

    everywhere: headers of every answer.
    pages: the headers that say how long a page may be kept. files: what Cache-Control says of static files with their
    digest in the name.
    static: paths of the latter. langs: of the site.
    """

    moved: Mapping[str, str]
    gone: Mapping[str, str]
    everywhere: Mapping[str, str]
    pages: Mapping[str, str]
    files: str
    static: Sequence[str]
    langs: Sequence[str]


def redirects(rules: Rules) -> bytes:
    """A line for each old address: from, to, status."""
    return "".join(f"{old} {new} 301\n" for old, new in sorted(rules.moved.items())).encode()


def headers(rules: Rules) -> bytes:
    """A block for each pattern of paths. No header is said by two that could both match: hosts would join them."""
    feeds = {urls.feed(lang, "json"): lang for lang in rules.langs}
    blocks = [("/*", rules.everywhere)]
    blocks += [(f"/{lang}/*", {"Content-Language": lang, **rules.pages}) for lang in rules.langs]
    blocks += [(path, rules.pages) for path in ("/", urls.SITEMAP, urls.ROBOTS)]
    blocks += [(path, {"Content-Type": "application/feed+json; charset=utf-8"}) for path in feeds]
    blocks += [(path, {"Cache-Control": rules.files}) for path in sorted(rules.static)]
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items()) for path, said in blocks
    ).encode()


def nginx(rules: Rules) -> bytes:
    """To be included in a server block whose root is the folder."""
    kept = {**dict.fromkeys(rules.pages, ""), "Cache-Control": rules.files}
    files = " ".join(f'set {_variable(name)} "{value}";' for name, value in kept.items())
    lines = [
        "# Include this in a server block whose root is this folder:",
        "#   server { listen 443 ssl; server_name …; root /srv/newyddion; include /srv/newyddion/_nginx.conf; }",
        "",
        *(f'set {_variable(name)} "{value}";' for name, value in rules.pages.items()),
        # A header without a value is not sent.
        f'if ($uri ~ "^/static/.+\\.[0-9a-f]{{16}}\\.[a-z0-9]+$") {{ {files} }}',
        'set $datganiad_language "";',
        *(f'if ($uri ~ "^/{lang}/") {{ set $datganiad_language "{lang}"; }}' for lang in rules.langs),
        # A release as data is in both languages.
        'if ($uri ~ "/[0-9]+/[^/]+\\.json$") { set $datganiad_language ""; }',
        "",
        *(f'add_header {name} "{value}" always;' for name, value in rules.everywhere.items()),
        *(f"add_header {name} {_variable(name)} always;" for name in rules.pages),
        "add_header Content-Language $datganiad_language always;",
        "",
        _TYPES,
        "default_type application/octet-stream;",
        "charset utf-8;",
        "charset_types text/html text/css text/javascript text/plain application/atom+xml application/feed+json;",
        "gzip_static on;",
        "# brotli_static on;  (with the module of that name)",
        "absolute_redirect off;",
        "index index.html;",
        "",
        f"location ~ ^/(?:{'|'.join(map(re.escape, _HIDDEN))}|{re.escape(OWN)}/.*)$ {{ return 404; }}",
        r"location ~ \.(?:html|br|gz)$ { internal; }",
    ]
    for lang in rules.langs:
        words = LOCALES[lang].routes
        lines += [
            f"location ~ ^/{lang}/(?:{words.topics}/[^/]+/)?{words.feed}\\.json$ "
            '{ types { } default_type "application/feed+json"; }',
            f"location = /{lang} {{ return 308 /{lang}/; }}",
            _location(f"/{lang}/", not_found_of(lang)),
        ]
    lines.append(_location("/", not_found_of("")))
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in sorted(rules.moved.items())]
    lines += [
        f"location = {path} {{ error_page 410 /{file_of(page)}; return 410; }}"
        for path, page in sorted(rules.gone.items())
    ]
    return ("\n".join(lines) + "\n").encode()


_HIDDEN = (REDIRECTS, HEADERS, NGINX)
_TYPES = (
    "types { text/html html; text/css css; text/javascript js; text/plain txt; application/json json; "
    "application/xml xml; application/atom+xml atom; application/pdf pdf; image/svg+xml svg; font/woff2 woff2; }"
)


def _variable(header: str) -> str:
    return f"$datganiad_{header.lower().replace('-', '_')}"


def _location(path: str, missing: str) -> str:
    tried = "try_files $uri $uri.html $uri/ =404;"
    return f"location {path} {{ {tried} error_page 403 =404 /{missing}; error_page 404 /{missing}; }}"
