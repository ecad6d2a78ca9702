"""What a web server has to be told besides the files: redirects, headers, what is gone.

_redirects and _headers as static hosts read them; .assetsignore as Cloudflare Workers do; _nginx.conf to be included in
a server block of nginx.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app import urls
from app.export.names import CADDY, HIDDEN, IGNORED, NGINX, OWN, file_of, not_found_of
from app.locales import LOCALES

JSON_FEED, SCHEMA = "application/feed+json", "application/schema+json"
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "txt": "text/plain",
    "json": "application/json",
    "xml": "application/xml",
    "atom": "application/atom+xml",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
"""By the ending of a file; feeds and the schema are JSON of their own kinds."""
IN_UTF_8 = ("text/html", "text/css", "text/javascript", "text/plain", "application/atom+xml", JSON_FEED)
"""Kinds of which the type says in what the text is written."""


@dataclass(frozen=True, slots=True)
class Rules:
    """moved: new path by old, those first that matter most, and both languages of a release together.
    gone: by path of what was withdrawn, that of the page that says so.

    everywhere: headers of every answer.
    pages, missing: the headers that say how long a page may be kept, and what is said where there is none.
    files, plain: what Cache-Control says of static files with their digest in the name, and of those without.
    static: what Cache-Control says, by path of each static file. langs: of the site.
    """

    moved: Mapping[str, str]
    gone: Mapping[str, str]
    everywhere: Mapping[str, str]
    pages: Mapping[str, str]
    missing: Mapping[str, str]
    files: str
    plain: str
    static: Mapping[str, str]
    langs: Sequence[str]

    @property
    def both(self) -> str:
        """Content-Language of what is in every language."""
        return ", ".join(self.langs)


READ_LINES = 2_000
"""Of _redirects, so many are read by Cloudflare Pages (Pages documentation, "Redirects")."""


def redirects(rules: Rules) -> bytes:
    """A line for each old address, and for each other form of what was withdrawn: from, to, status.

    Pages come first, since a host reads no more than so many lines: what is lost then is a file that somebody kept.
    """
    lines = {old: f"{old} {new} 301\n" for old, new in rules.moved.items()}
    # For a time: who withdrew it may take that back.
    lines |= {form: f"{form} {page} 302\n" for form, page in rules.gone.items() if form != page}
    pages = {*rules.moved, *rules.gone.values()}
    return "".join(lines[old] for old in sorted(lines, key=lambda old: _is_form(old, pages))).encode()


def _is_form(path: str, pages: Container[str]) -> bool:
    """Whether an address is that of another form of a page: side by side, or a file."""
    folder, _, name = path.rpartition("/")
    return folder in pages or "." in name


def headers(rules: Rules) -> bytes:
    """A block for each pattern of paths. Two that match one path never have the same header: hosts would join them.

    There are as many, however many releases and topics there are: Cloudflare Pages reads 100, and no more.
    So a release as data, though it is in every language, is said to be in that of its address. And what is not found
    has the headers of a page, since a pattern does not know the status.
    """
    blocks = [("/*", rules.everywhere)]
    blocks += [(f"/{lang}/*", {"Content-Language": lang, **rules.pages}) for lang in rules.langs]
    blocks.append(("/", {"Content-Language": rules.both, **rules.pages}))
    blocks += [(path, rules.pages) for path in (urls.SITEMAP, urls.ROBOTS)]
    for lang in rules.langs:
        feeds = (urls.feed(lang, "json"), urls.feed(lang, "json", ":topic"))
        blocks += [(path, {"Content-Type": f"{JSON_FEED}; charset=utf-8"}) for path in feeds]
    blocks.append((urls.RELEASE_SCHEMA, {"Content-Type": SCHEMA, "Cache-Control": rules.plain}))
    blocks += [(path, {"Cache-Control": kept}) for path, kept in sorted(rules.static.items())]
    return "\n".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items()) for path, said in blocks
    ).encode()


def ignored() -> bytes:
    """What Cloudflare Workers are not to be brought, in the manner of .gitignore (Workers documentation, "Ignoring
    assets"). The rest of what is for hosts they read, and show nobody.
    """
    return "".join(f"/{name}\n" for name in (OWN, NGINX, CADDY, IGNORED)).encode()


def nginx(rules: Rules) -> bytes:
    """To be included in a server block whose root is the folder."""
    names = rules.pages.keys()
    plain, files, missing = (
        _set(names, said) for said in ({"Cache-Control": rules.plain}, {"Cache-Control": rules.files}, rules.missing)
    )
    lines = [
        "# Include this in a server block whose root is this folder, and reload nginx whenever it has changed:",
        "#   server { listen 443 ssl; server_name …; root /srv/newyddion; include /srv/newyddion/_nginx.conf; }",
        "",
        _set(names, rules.pages),
        f'if ($uri ~ "^/static/|^{re.escape(urls.RELEASE_SCHEMA)}$") {{ {plain} }}',
        f'if ($uri ~ "^/static/.+\\.[0-9a-f]{{16}}\\.[a-z0-9]+$") {{ {files} }}',
        'set $datganiad_language "";',
        f'if ($uri ~ "^/(?:{re.escape(not_found_of(""))})?$") {{ set $datganiad_language "{rules.both}"; }}',
        *(f'if ($uri ~ "^/{lang}/") {{ set $datganiad_language "{lang}"; }}' for lang in rules.langs),
        # A release as data is in both languages.
        'if ($uri ~ "/[0-9]+/[^/]+\\.json$") { set $datganiad_language ""; }',
        # As serve leads to the slash at the end of a list; by itself nginx would say 301.
        'set $datganiad_list "";',
        'if (-f $document_root$uri/index.html) { set $datganiad_list "$uri/"; }',
        'if ($uri ~ "/$") { set $datganiad_list ""; }',
        "if ($datganiad_list) { return 308 $datganiad_list; }",
        "",
        *(f'add_header {name} "{value}" always;' for name, value in rules.everywhere.items()),
        *(f"add_header {name} {_variable(name)} always;" for name in names),
        "add_header Content-Language $datganiad_language always;",
        "",
        f"types {{ {' '.join(f'{kind} {ending};' for ending, kind in TYPES.items())} }}",
        "default_type application/octet-stream;",
        "charset utf-8;",
        # And text/html, which nginx adds by itself.
        f"charset_types {' '.join(IN_UTF_8[1:])};",
        "gzip_static on;",
        # A cache that many share must not give the one to who asked for the other.
        "gzip_vary on;",
        "# brotli_static on;  (with the module of that name)",
        "absolute_redirect off;",
        "",
        f"location ~ ^/(?:{'|'.join(map(re.escape, HIDDEN))}|{re.escape(OWN)}(?:/.*)?)$ {{ return 404; }}",
        f"location = {urls.RELEASE_SCHEMA} {{ {_typed(SCHEMA)} }}",
        f"error_page 404 414 /{not_found_of('')};",
        # What is no address at all never comes to a location; serve looks for it, and finds nothing.
        f"error_page 400 =404 /{not_found_of('')};",
        f"location / {{ {_TRIED} }}",
        _INTERNAL,
    ]
    for lang in rules.langs:
        words = LOCALES[lang].routes
        feed = rf"^/{lang}/(?:{words.topics}/[^/]+/)?{words.feed}\.json$"
        lines += [
            f"location /{lang}/ {{",
            f"  error_page 404 /{not_found_of(lang)}; {_TRIED}",
            f"  location ~ {feed} {{ {_typed(JSON_FEED)} }}",
            f"  {_INTERNAL}",
            "}",
        ]
    lines += [f"location = /{not_found_of(lang)} {{ internal; {missing} }}" for lang in ("", *rules.langs)]
    lines += [f"location = {old} {{ return 301 {new}; }}" for old, new in sorted(rules.moved.items())]
    lines += [
        f"location = {path} {{ error_page 410 /{file_of(page)}; return 410; }}"
        for path, page in sorted(rules.gone.items())
    ]
    return ("\n".join(lines) + "\n").encode()


_TRIED = "try_files $uri $uri.html ${uri}index.html =404;"
_INTERNAL = r"location ~ (?:\.(?:html|br|gz)|/index|/404)$ { internal; }"
"""Names of files that are no addresses."""


def _typed(kind: str) -> str:
    return f'types {{ }} default_type "{kind}";'


def _set(names: Iterable[str], values: Mapping[str, str]) -> str:
    """Sets the variables of these headers; one without a value is not sent."""
    return " ".join(f'set {_variable(name)} "{values.get(name, "")}";' for name in names)


def _variable(header: str) -> str:
    return f"$datganiad_{header.lower().replace('-', '_')}"
