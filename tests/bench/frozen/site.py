"""The Flask site: routes, lists of twenty, feeds and the sitemap."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_time, get_month_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, abort, g, jsonify, render_template, request, url_for

from app.settings import HOUSE
from tests.bench.frozen.content import LANGS, Release, Topic, load

HERE = Path(__file__).parent
PER_PAGE = 20
NAMES = {"cy": "Cymraeg", "en": "English"}
SECTION = {"en": "releases", "cy": "datganiadau"}
TOPICS = {"en": "topics", "cy": "pynciau"}


class Pager:
    """One page of a list, from 1."""

    def __init__(self, releases: list[Release], number: int) -> None:
        self.number = number
        self.last = max(1, -(-len(releases) // PER_PAGE))
        if not 1 <= number <= self.last:
            abort(404)
        self.total = len(releases)
        self.items = releases[(number - 1) * PER_PAGE : number * PER_PAGE]


def interface(lang: str) -> NullTranslations:
    """The words of the templates, from a compiled catalogue."""
    file = HERE / "translations" / lang / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        return NullTranslations()
    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return Translations(compiled)


def create_app(root: Path) -> Flask:
    app = Flask(__name__, static_folder=str(HOUSE / "app" / "static"))
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    words = {lang: interface(lang) for lang in LANGS}
    app.jinja_env.install_gettext_callables(
        lambda text: words[g.lang].gettext(text),
        lambda one, many, count: words[g.lang].ngettext(one, many, count),
        newstyle=True,
    )
    site = load(root)
    base = site.config["base_url"]

    @app.url_value_preprocessor
    def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.lang = (values or {}).get("lang", "en")
        if g.lang not in LANGS:
            abort(404)

    @app.template_filter()
    def long_date(when: datetime) -> str:
        return format_date(when, "d MMMM y", locale=g.lang)

    @app.template_filter()
    def clock(when: datetime) -> str:
        return format_time(when, "HH:mm", locale=g.lang)

    @app.template_global()
    def month_name(month: int) -> str:
        return get_month_names("wide", context="stand-alone", locale=g.lang)[month]

    @app.template_global()
    def release_url(release: Release, lang: str) -> str:
        return url_for(
            "release",
            lang=lang,
            section=SECTION[lang],
            year=release.published.year,
            slug=release.texts[lang].slug,
        )

    @app.template_global()
    def archive_url(lang: str, year: int | None = None, month: int | None = None, number: int | None = None) -> str:
        return url_for("archive", lang=lang, section=SECTION[lang], year=year, month=month, number=number)

    @app.template_global()
    def topic_url(topic: Topic, lang: str, number: int | None = None) -> str:
        return url_for("topic", lang=lang, section=TOPICS[lang], slug=topic.slugs[lang], number=number)

    @app.template_global()
    def feed_url(lang: str, form: str, topic: Topic | None = None) -> str:
        slug = topic.slugs[lang] if topic else None
        return url_for("feed", lang=lang, section=TOPICS[lang] if topic else None, slug=slug, form=form)

    @app.context_processor
    def everywhere() -> dict[str, Any]:
        return {"site": site, "base": base, "langs": LANGS, "names": NAMES, "lang": g.lang}

    def topic_of(section: str, slug: str) -> Topic:
        if section != TOPICS[g.lang]:
            abort(404)
        return next((each for each in site.topics.values() if each.slugs[g.lang] == slug), None) or abort(404)

    @app.get("/")
    def choose() -> str:
        return render_template("choose.html", alternates={each: url_for("home", lang=each) for each in LANGS})

    @app.get("/<lang>/")
    def home(lang: str) -> str:
        alternates = {each: url_for("home", lang=each) for each in LANGS}
        return render_template("home.html", alternates=alternates, releases=site.releases[:7])

    @app.get("/<lang>/<any(releases, datganiadau):section>/")
    @app.get("/<lang>/<any(releases, datganiadau):section>/page/<int:number>/")
    @app.get("/<lang>/<any(releases, datganiadau):section>/<int:year>/")
    @app.get("/<lang>/<any(releases, datganiadau):section>/<int:year>/page/<int:number>/")
    @app.get("/<lang>/<any(releases, datganiadau):section>/<int:year>/<int(fixed_digits=2):month>/")
    @app.get("/<lang>/<any(releases, datganiadau):section>/<int:year>/<int(fixed_digits=2):month>/page/<int:number>/")
    def archive(lang: str, section: str, year: int | None = None, month: int | None = None, number: int = 1) -> str:
        found = site.of_period(year, month) if year else site.releases
        if section != SECTION[lang] or not found:
            abort(404)
        alternates = {each: archive_url(each, year, month, number if number > 1 else None) for each in LANGS}
        pager = Pager(found, number)
        return render_template("archive.html", alternates=alternates, pager=pager, year=year, month=month)

    @app.get("/<lang>/<any(releases, datganiadau):section>/<int:year>/<slug>/")
    def release(lang: str, section: str, year: int, slug: str) -> str:
        found = site.by_slug.get((lang, year, slug)) or abort(404)
        alternates = {each: release_url(found, each) for each in LANGS}
        related = site.related(found)
        return render_template(
            "release.html", alternates=alternates, release=found, text=found.texts[lang], related=related
        )

    @app.get("/<lang>/<any(topics, pynciau):section>/<slug>/")
    @app.get("/<lang>/<any(topics, pynciau):section>/<slug>/page/<int:number>/")
    def topic(lang: str, section: str, slug: str, number: int = 1) -> str:
        found = topic_of(section, slug)
        alternates = {each: topic_url(found, each, number if number > 1 else None) for each in LANGS}
        pager = Pager(site.by_topic[found.key], number)
        return render_template("topic.html", alternates=alternates, pager=pager, topic=found)

    @app.get("/<lang>/feed.<any(atom, json):form>")
    @app.get("/<lang>/<any(topics, pynciau):section>/<slug>/feed.<any(atom, json):form>")
    def feed(lang: str, form: str, section: str | None = None, slug: str | None = None) -> Response:
        found = topic_of(section, slug) if section and slug else None
        releases = (site.by_topic[found.key] if found else site.releases)[:PER_PAGE]
        if form == "atom":
            text = render_template("feed.atom", releases=releases, topic=found)
            return Response(text, mimetype="application/atom+xml")
        items = [
            {
                "id": base + release_url(each, lang),
                "url": base + release_url(each, lang),
                "title": each.texts[lang].title,
                "summary": each.texts[lang].summary,
                "content_html": each.texts[lang].body,
                "date_published": each.published.isoformat(),
                "tags": [site.topics[key].names[lang] for key in each.topics],
            }
            for each in releases
        ]
        return jsonify(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": found.names[lang] if found else site.config["organisation"],
                "home_page_url": base + url_for("home", lang=lang),
                "feed_url": base + request.path,
                "language": lang,
                "items": items,
            }
        )

    @app.get("/<lang>/<any(follow, dilyn):name>/")
    def follow(lang: str, name: str) -> str:
        alternates = {
            "en": url_for("follow", lang="en", name="follow"),
            "cy": url_for("follow", lang="cy", name="dilyn"),
        }
        return render_template("follow.html", alternates=alternates)

    @app.get("/sitemap.xml")
    def sitemap() -> Response:
        return Response(render_template("sitemap.xml"), mimetype="application/xml")

    @app.get("/robots.txt")
    def robots() -> Response:
        return Response(f"Sitemap: {base}/sitemap.xml\n", mimetype="text/plain")

    return app
