"""A catalogue in one language, from the bytes of its .po file."""

import gettext
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from app.catalogue.entry import PoEntry
from app.catalogue.po import PoFile, read_po
from app.errors import CatalogueError
from app.locales import LOCALES, plural_form
from app.model import Catalogue, Translation
from app.wording import Wording

_PLURAL_FORMS = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,3})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_TRIED = range(200)


def read_catalogue(data: bytes, path: str, lang: str) -> Catalogue:
    """The catalogue in a .po file.

    Raises CatalogueError where GNU gettext would refuse the file, or where its language or plurals are not lang's.
    """
    po = read_po(data, path)
    headers = po.headers()
    check_header(po, lang)
    for entry in po.entries:
        check_entry(entry, path, lang, has_rule="Plural-Forms" in headers)
    return Catalogue(
        path=path,
        headers=headers,
        translations={
            (entry.translation.msgctxt, entry.translation.msgid): entry.translation
            for entry in po.entries
            if entry.translation and not entry.obsolete and entry.translation.msgid
        },
    )


def completed(own: Catalogue | None, house: Catalogue) -> Catalogue:
    """A site's messages.po with those messages of the house's that it has not: a later version of the program has more.

    They count as standing on its first line. What stands in it without translation, or is fuzzy, stays so.
    """
    known = own.translations if own else {}
    more = {
        key: replace(found, line=1, msgstr_line=1, form_lines=())
        for key, found in house.translations.items()
        if key not in known and found.ready
    }
    return Catalogue(own.path if own else house.path, own.headers if own else house.headers, {**more, **known})


def _check_language(po: PoFile, header: str, lang: str) -> None:
    if header and re.split(r"[-_@.]", header.lower())[0] != lang:
        raise CatalogueError(
            po.path,
            _header_line(po, "Language"),
            Wording("the header says language '%(code)s'", code=header),
            Wording("it should say '%(code)s'; is it the right file?", code=lang),
        )


def check_header(po: PoFile, lang: str) -> None:
    """Raises CatalogueError where the language or the plural rule of a header is not that of the language."""
    headers = po.headers()
    _check_language(po, headers.get("Language", ""), lang)
    _check_rule(po, headers.get("Plural-Forms"), lang)


def check_entry(entry: PoEntry, path: str, lang: str, *, has_rule: bool) -> None:
    """Raises CatalogueError for what GNU gettext would refuse in one entry. has_rule: the header has Plural-Forms."""
    found = entry.translation
    if found is None or entry.obsolete or "fuzzy" in found.flags:
        return
    if "\\n" in entry.raw:
        check_line_ends(found, path)
    if found.msgid_plural is None:
        return
    locale = LOCALES[lang]
    if len(found.msgstr) != locale.plural_count:
        if not has_rule:
            problem = Wording("there are plural messages, but no Plural-Forms header")
            raise CatalogueError(path, 1, problem, _plural_hint(lang))
        problem = Wording("msgstr has %(count)s plural forms", count=len(found.msgstr))
        hint = Wording("%(hint)s; see translations/README.md", hint=_plural_hint(lang))
        raise CatalogueError(path, found.msgstr_line, problem, hint)


def _plural_hint(lang: str) -> Wording:
    locale = LOCALES[lang]
    return Wording(
        "%(language)s has %(count)s; the header should say: Plural-Forms: %(rule)s",
        language=locale.english,
        count=locale.plural_count,
        rule=locale.plural_forms,
    )


def _check_rule(po: PoFile, header: str | None, lang: str) -> None:
    problem = _problem_of_rule(header, lang) if header is not None else None
    if problem:
        raise CatalogueError(po.path, _header_line(po, "Plural-Forms"), problem, _plural_hint(lang))


@lru_cache(maxsize=64)
def _problem_of_rule(header: str, lang: str) -> Wording | None:
    """What is wrong with the plural rule of a header; None where nothing is."""
    locale = LOCALES[lang]
    match = _PLURAL_FORMS.fullmatch(header)
    if match is None or (rule := _rule(match[2])) is None:
        return Wording("the plural header '%(header)s' cannot be read", header=header)
    if int(match[1]) != locale.plural_count:
        return Wording("the plural header has %(count)s forms", count=match[1])
    differs = next((n for n in _TRIED if rule(n) != plural_form(lang, n)), None)
    if differs is None:
        return None
    return Wording("the plural rule gives %(number)s another form than CLDR does", number=differs)


_LINE_ENDS = (
    (Wording("msgid and msgstr do not both begin with \\n"), str.startswith),
    (Wording("msgid and msgstr do not both end with \\n"), str.endswith),
)


def check_line_ends(found: Translation, path: str) -> None:
    """Raises CatalogueError where only one of msgid and msgstr begins or ends with a line end, as msgfmt does."""
    if found.fuzzy or not found.msgid:
        return
    others = [text for text in (found.msgid_plural, *found.msgstr) if text]
    for problem, has in _LINE_ENDS:
        if any(has(text, "\n") != has(found.msgid, "\n") for text in others):
            raise CatalogueError(path, found.msgstr_line, problem, Wording("put it into both, or into neither"))


def _header_line(po: PoFile, name: str) -> int:
    """The line on which a field of the header stands."""
    start = f'"{name}:'
    return next((n for n, row in enumerate(po.text().split("\n"), start=1) if row.lstrip().startswith(start)), 1)


def _rule(expression: str) -> Callable[[int], int] | None:
    """A C plural expression as a function, read by Python's own gettext; None if it cannot be read."""
    try:
        rule: Callable[[int], int] = gettext.c2py(expression)
        for number in _TRIED:
            rule(number)
    except (ValueError, RecursionError, ZeroDivisionError):
        return None
    return rule
