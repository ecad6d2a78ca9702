"""What Caddy has to be told besides the files: _Caddyfile, to be imported in a site block."""

import re
from collections.abc import Iterable, Iterator, Mapping

from app import urls
from app.export.hosts import IN_UTF_8, JSON_FEED, SCHEMA, TYPES, Rules
from app.export.names import HIDDEN, OWN, file_of, not_found_of
from app.locales import LOCALES


def caddy(rules: Rules) -> bytes:
    """To be imported in a site block whose root is the folder; for Caddy 2.6 or newer.

    Paths are compared by regular expressions: Caddy's own patterns take A for a.
    """
    lines = [
        "# Import this in a site block whose root is this folder, and reload Caddy whenever it has changed:",
        "#   newyddion.example {",
        "#     root * /srv/newyddion",
        "#     import /srv/newyddion/_Caddyfile",
        "#   }",
        "",
        *_map("moved", rules.moved),
        *_map("gone", {path: f"/{file_of(page)}" for path, page in rules.gone.items()}),
        *_map("type", _types(rules), "application/octet-stream"),
        *_block("route", _answers(rules)),
        *_block("handle_errors", _block("route", _errors(rules))),
    ]
    return ("\n".join(lines) + "\n").encode()


def _answers(rules: Rules) -> Iterator[str]:
    """What is done with an address, in turn."""
    yield from _headers(rules.everywhere)
    # By itself Caddy would send a file to whoever sends it something.
    yield "@datganiad_written not method GET HEAD"
    yield from _headers({"Allow": "GET, HEAD"}, "written")
    yield "error @datganiad_written 405"
    # Names of files that are no addresses; and what would be read as a question once it is rewritten.
    own = rf"^/(?:{'|'.join(map(re.escape, HIDDEN))}|{re.escape(OWN)}(?:/.*)?)$"
    yield from _matching("hidden", rf"{own}|\.(?:html|br|gz)$|/(?:index|404)$|[?#%]")
    yield "error @datganiad_hidden 404"
    yield '@datganiad_moved expression `{datganiad_moved} != ""`'
    yield from _block("route @datganiad_moved", (*_headers(rules.pages), "redir {datganiad_moved} 301"))
    yield '@datganiad_gone expression `{datganiad_gone} != ""`'
    yield "error @datganiad_gone 410"
    yield from _file_is("list", "{path}/index.html")
    yield from _block("route @datganiad_list", (*_headers(rules.pages), "redir {path}/ 308"))
    yield from _matching("slash", "/$")
    yield "rewrite @datganiad_slash {path}index.html"
    yield from _file_is("page", "{path}.html")
    yield "rewrite @datganiad_page {path}.html"
    yield from _file_is("there", "{path}")
    yield from _block("route @datganiad_there", _file(rules))
    yield "error 404"


def _file(rules: Rules) -> Iterator[str]:
    """The file that an address was rewritten to, with what is said of it."""
    static = f"^/static/|^{re.escape(urls.RELEASE_SCHEMA)}$"
    yield from _matching("static", static)
    yield from _headers({"Cache-Control": rules.plain}, "static")
    yield from _matching("digest", r"^/static/.+\.[0-9a-f]{16}\.[a-z0-9]+$")
    yield from _headers({"Cache-Control": rules.files}, "digest")
    yield from _unlike("pages", static)
    yield from _headers(rules.pages, "pages")
    yield from _matching("both", f"^/{re.escape(file_of('/'))}$")
    yield from _headers({"Content-Language": rules.both}, "both")
    # A release as data is in both languages.
    yield from _unlike("text", r"/[0-9]+/[^/]+\.json$")
    yield from _block("route @datganiad_text", _languages(rules))
    yield from _sent()


def _errors(rules: Rules) -> Iterator[str]:
    """What is said where there is nothing, or nothing any more, in the language of the address.

    Caddy gives an answer that nothing has changed the status of the error, too, and so no page: nobody may ask for it.
    """
    yield from (f"request_header -{name}" for name in ("If-None-Match", "If-Modified-Since", "Range"))
    yield "@datganiad_withdrawn expression `{err.status_code} == 410`"
    yield from _block(
        "route @datganiad_withdrawn",
        (*_headers(rules.pages), *_languages(rules), "rewrite {datganiad_gone}", *_sent()),
    )
    yield "@datganiad_missing expression `{err.status_code} == 404`"
    yield from _block("route @datganiad_missing", _not_found(rules))


def _not_found(rules: Rules) -> Iterator[str]:
    yield from _headers({**rules.missing, "Content-Language": rules.both})
    yield from _languages(rules)
    yield from _unlike("elsewhere", f"^/(?:{'|'.join(rules.langs)})/")
    yield f"rewrite @datganiad_elsewhere /{not_found_of('')}"
    yield from (f"rewrite @datganiad_{lang} /{not_found_of(lang)}" for lang in rules.langs)
    yield from _sent()


def _languages(rules: Rules) -> Iterator[str]:
    for lang in rules.langs:
        yield from _matching(lang, f"^/{lang}/")
        yield from _headers({"Content-Language": lang}, lang)


def _sent() -> Iterator[str]:
    yield "header Content-Type {datganiad_type}"
    # A cache that many share must not give what is compressed to who asked for the other. Caddy says it of that alone.
    yield from _file_is("twice", "{path}.gz")
    yield from _block("header @datganiad_twice", ("Vary Accept-Encoding", "defer"))
    yield from _block("file_server", ("precompressed br gzip",))


def _types(rules: Rules) -> dict[str, str]:
    """Content-Type, by a pattern of what a path is rewritten to, the narrower ones first."""
    feeds = "|".join(
        rf"{lang}/(?:{LOCALES[lang].routes.topics}/[^/]+/)?{LOCALES[lang].routes.feed}" for lang in rules.langs
    )
    kinds = {rf"~^/(?:{feeds})\.json$": JSON_FEED, urls.RELEASE_SCHEMA: SCHEMA}
    kinds |= {rf"~\.{ending}$": kind for ending, kind in TYPES.items()}
    return {path: f"{kind}; charset=utf-8" if kind in IN_UTF_8 else kind for path, kind in kinds.items()}


def _map(name: str, known: Mapping[str, str], otherwise: str = "") -> Iterator[str]:
    """What a path stands for, as {datganiad_…}: looked up only where it is asked for."""
    lines = (f"`{path}` `{value}`" for path, value in known.items())
    yield from _block(f"map {{path}} {{datganiad_{name}}}", (*lines, f'default "{otherwise}"'))


def _matching(name: str, pattern: str) -> Iterator[str]:
    yield f"@datganiad_{name} path_regexp `{pattern}`"


def _unlike(name: str, pattern: str) -> Iterator[str]:
    yield f"@datganiad_{name} not path_regexp `{pattern}`"


def _file_is(name: str, path: str) -> Iterator[str]:
    """Whether there is a file of that name; with a slash at the end, it would be a folder."""
    yield from _block(f"@datganiad_{name}", ("not path_regexp /$", f"file {path}"))


def _headers(said: Mapping[str, str], matcher: str = "") -> Iterator[str]:
    head = f"header @datganiad_{matcher}" if matcher else "header"
    yield from _block(head, (f"{name} `{value}`" for name, value in said.items()))


def _block(head: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"{head} {{"
    for line in lines:
        yield f"\t{line}"
    yield "}"
