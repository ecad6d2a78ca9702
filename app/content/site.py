"""site.yaml: who publishes, in which languages, about what, with whose help."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from app.content.front_matter import Line, Lines, StrictModel, load
from app.content.release import Name, Slug, decode
from app.errors import ContentError
from app.locales import LOCALES
from app.model import Block, Contact, Site, SupportService, Topic
from app.settings import SITE_PATH
from app.urls import read_base_url
from app.wording import Wording

QUICK_EXIT = "https://www.bbc.co.uk/weather"
"""A page that anybody may have open (GOV.UK Design System, "Exit this page")."""


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://\S+", value):
        raise ValueError(Wording("it is not an address that begins with https://"))
    return value


def _languages(value: tuple[str, ...]) -> tuple[str, ...]:
    if sorted(value) != sorted(LOCALES):
        raise ValueError(Wording("it has to name the pair %(codes)s", codes=", ".join(sorted(LOCALES))))
    return value


def _language(value: str) -> str:
    if value not in LOCALES:
        raise ValueError(Wording("'%(text)s' is not one of %(codes)s", text=value, codes=", ".join(sorted(LOCALES))))
    return value


Language = Annotated[str, AfterValidator(_language)]


class _Topic(StrictModel):
    name: Name
    slug: Slug


class _Contact(StrictModel):
    name: Line
    hours: Line
    phone: str = ""
    email: str = ""


class _Support(StrictModel):
    name: Line
    about: Line
    phone: str = ""
    email: str = ""
    url: Annotated[str, AfterValidator(_web_address)] = ""
    answers: tuple[Language, ...] = ()


class _Site(StrictModel):
    organisation: Name
    strapline: Line
    description: Line
    notice: Line
    base_url: Annotated[str, AfterValidator(read_base_url)]
    languages: Annotated[tuple[str, ...], AfterValidator(_languages)]
    source: Language = "en"
    quick_exit: Annotated[str, AfterValidator(_web_address)] = QUICK_EXIT
    translation_memory: bool = True
    require_sign_off: bool = False
    topics: dict[Slug, _Topic] = Field(default_factory=dict)
    contacts: dict[Slug, _Contact] = Field(default_factory=dict)
    support: dict[Slug, _Support] = Field(default_factory=dict)


def parse_site(data: bytes) -> Site[Block]:
    """The site in site.yaml. Raises ContentError with the line."""
    meta, lines = load(decode(data, SITE_PATH), _Site, path=SITE_PATH, first_line=1)
    _refuse_shared_slugs(meta, lines)

    def piece(role: str, text: str, *place: str) -> Block:
        return Block(role, text, lines[place])

    return Site(
        base_url=meta.base_url,
        languages=meta.languages,
        source=meta.source,
        quick_exit=meta.quick_exit,
        translation_memory=meta.translation_memory,
        require_sign_off=meta.require_sign_off,
        organisation=piece("organisation", meta.organisation, "organisation"),
        strapline=piece("strapline", meta.strapline, "strapline"),
        description=piece("description", meta.description, "description"),
        notice=piece("notice", meta.notice, "notice"),
        topics=tuple(
            Topic(
                key,
                piece("topic", item.name, "topics", key, "name"),
                piece("topic-slug", item.slug, "topics", key, "slug"),
            )
            for key, item in meta.topics.items()
        ),
        contacts=tuple(
            Contact(
                key,
                piece("contact", item.name, "contacts", key, "name"),
                piece("contact-hours", item.hours, "contacts", key, "hours"),
                item.phone,
                item.email,
            )
            for key, item in meta.contacts.items()
        ),
        support=tuple(
            SupportService(
                key,
                piece("support", item.name, "support", key, "name"),
                piece("support-about", item.about, "support", key, "about"),
                item.phone,
                item.email,
                item.url,
                item.answers,
            )
            for key, item in meta.support.items()
        ),
    )


def _refuse_shared_slugs(meta: _Site, lines: Lines) -> None:
    taken: dict[str, str] = {}
    for key, topic in meta.topics.items():
        if topic.slug in taken:
            line = lines[("topics", key, "slug")]
            what = Wording("topics '%(topic)s' and '%(other)s' share a slug", topic=taken[topic.slug], other=key)
            raise ContentError(SITE_PATH, line, what, Wording("give each its own"))
        taken[topic.slug] = key
