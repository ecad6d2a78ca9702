"""Where a site's files are, and what the environment may say.

Takes a mapping (the caller reads the environment), gives paths and values; it opens no file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import SiteError
from app.locales import LOCALES
from app.urls import read_base_url
from app.wording import LANGUAGE, Wording

SITE_PATH = "content/site.yaml"
"""Where a site says what it is, relative to its folder."""

HOUSE = Path(__file__).resolve().parent.parent
"""The folder of Datganiad itself, which is a site too."""

_ON = {"1", "yes", "true", "on"}
_OFF = {"", "0", "no", "false", "off"}

MOST_PORTS = 65_535
MOST_WORKERS = 64


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set from outside. Each field is the environment variable DATGANIAD_<FIELD>, in capitals.

    site: folder of the site. host, port: where `serve` listens. workers: number of server processes.
    base_url: in place of the one in site.yaml; empty for that one. preview: whether `serve` shows previews.
    access_log: whether it prints a line for each request. lang: in which the commands speak.
    """

    site: Path = Path()
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    base_url: str = ""
    preview: bool = False
    access_log: bool = False
    lang: str = LANGUAGE


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment. Raises SiteError for one that cannot be."""
    default = Settings()

    def number(name: str, otherwise: int, most: int) -> int:
        value = environment.get(name, "")
        if value and not (value.isascii() and value.isdigit() and 0 < int(value[:9]) <= most):
            raise SiteError(
                Wording(
                    "%(name)s is '%(value)s', which is not a number from 1 to %(most)s",
                    name=name,
                    value=value,
                    most=most,
                ),
                Wording("set it to one such as %(example)s, or unset it", example=otherwise),
            )
        return int(value) if value else otherwise

    def address(name: str) -> str:
        value = environment.get(name, "")
        try:
            return read_base_url(value) if value else ""
        except ValueError as error:
            what = Wording("%(name)s is '%(value)s': %(why)s", name=name, value=value, why=error.args[0])
            raise SiteError(what, Wording("set it to such a one, or unset it")) from None

    def switch(name: str) -> bool:
        value = environment.get(name, "")
        if value.lower() in _ON | _OFF:
            return value.lower() in _ON
        what = Wording("%(name)s is '%(value)s', which is neither 1 nor 0", name=name, value=value)
        raise SiteError(what, Wording("set it to one of these, or unset it"))

    def language(name: str) -> str:
        value = environment.get(name, "") or default.lang
        if value in LOCALES:
            return value
        codes = ", ".join(LOCALES)
        what = Wording("%(name)s is '%(value)s', which is none of %(codes)s", name=name, value=value, codes=codes)
        raise SiteError(what, Wording("set it to one of these, or unset it"))

    return Settings(
        site=Path(environment.get("DATGANIAD_SITE", "") or default.site),
        host=environment.get("DATGANIAD_HOST", "") or default.host,
        port=number("DATGANIAD_PORT", default.port, MOST_PORTS),
        workers=number("DATGANIAD_WORKERS", default.workers, MOST_WORKERS),
        base_url=address("DATGANIAD_BASE_URL"),
        preview=switch("DATGANIAD_PREVIEW"),
        access_log=switch("DATGANIAD_ACCESS_LOG"),
        lang=language("DATGANIAD_LANG"),
    )


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The files of a site. root: absolute. base_url: in place of site.yaml's, or empty."""

    root: Path
    base_url: str = ""

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def site_yaml(self) -> Path:
        return self.root / SITE_PATH

    @property
    def translations(self) -> Path:
        return self.root / "translations"

    @property
    def templates(self) -> Path:
        """The site's own templates, or the house's where it has none."""
        own = self.root / "templates"
        return own if own.is_dir() else HOUSE / "templates"

    @property
    def static(self) -> Path:
        return HOUSE / "app" / "static"

    @property
    def instance(self) -> Path:
        return self.root / "instance"

    @property
    def edition(self) -> Path:
        return self.instance / "edition.sqlite"

    @property
    def record(self) -> Path:
        return self.instance / "record.jsonl"

    def catalogues(self, lang: str) -> Path:
        """The folder of the .po files of a language."""
        return self.translations / lang / "LC_MESSAGES"

    def catalogue(self, lang: str, name: str) -> Path:
        """The .po file of a release, a page, "site" or "messages". name: as in Release.name."""
        path = self.catalogues(lang) / f"{name}.po"
        if name == "messages" and not path.exists() and self.templates == HOUSE / "templates":
            return house_messages(lang)
        return path

    def relative(self, path: Path) -> str:
        """A path as errors and catalogues name it: relative to the site, or to the house, with forward slashes."""
        home = next((root for root in (self.root, HOUSE) if path.is_relative_to(root)), None)
        return (path.relative_to(home) if home else path).as_posix()


def house_messages(lang: str) -> Path:
    """The messages.po that comes with the program. What a site's own one does not have is taken from it."""
    return SiteFolder(HOUSE).catalogues(lang) / "messages.po"


def name_of(path: str) -> str:
    """The name of the release or page in a file: "releases/2018/x" of "content/releases/2018/x.md"."""
    return path.removeprefix("content/").removesuffix(".md")


def find_site(settings: Settings) -> SiteFolder:
    """The site folder of the settings. Raises SiteError if there is none."""
    folder = SiteFolder(settings.site.resolve(), settings.base_url)
    if not folder.site_yaml.is_file():
        what = Wording("%(folder)s has no %(file)s", folder=str(settings.site), file=SITE_PATH)
        hint = Wording("name a site's folder with --site or DATGANIAD_SITE; content/README.md says what is in one")
        raise SiteError(what, hint)
    return folder
