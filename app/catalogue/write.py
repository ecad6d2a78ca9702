"""The text of new entries and new files, in the form in which GNU gettext writes them."""

from collections.abc import Iterable
from datetime import datetime

from babel.messages.pofile import normalize

from app.locales import LOCALES
from app.model import Message, Translation

WIDTH = 79
_BACKSLASH = "\\"


def field(name: str, text: str, prefix: str = "") -> str:
    """One field, wrapped: `msgid "…"`."""
    return "".join(f"{prefix}{line}\n" for line in f"{name} {normalize(text, width=WIDTH)}".split("\n"))


def comment_lines(mark: str, texts: Iterable[str], newline: str) -> tuple[str, ...]:
    """A comment line for each text. mark: "#", "#." or "#:".

    A backslash at the end would make the next line a part of the comment, so that a full stop follows it.
    """
    return tuple(f"{mark} {text}{'.' if text.endswith(_BACKSLASH) else ''}{newline}" for text in texts)


def comments(notes: Iterable[str], references: Iterable[str], newline: str = "\n") -> str:
    """The lines that an update owns: what helps the translator ("#.") and where the text stands ("#:")."""
    return "".join((*comment_lines("#.", notes, newline), *comment_lines("#:", references, newline)))


def source_fields(message: Message, prefix: str = "") -> str:
    """msgctxt, msgid and msgid_plural."""
    context = field("msgctxt", message.msgctxt, prefix) if message.msgctxt is not None else ""
    plural = field("msgid_plural", message.msgid_plural, prefix) if message.msgid_plural is not None else ""
    return context + field("msgid", message.msgid, prefix) + plural


def translation_fields(found: Translation) -> str:
    """msgstr, or one for each plural form."""
    if found.msgid_plural is None:
        return field("msgstr", found.msgstr[0])
    return "".join(field(f"msgstr[{form}]", text) for form, text in enumerate(found.msgstr))


def empty_translation(message: Message, lang: str) -> str:
    """msgstr, or one for each plural form of the language, without words."""
    if message.msgid_plural is None:
        return 'msgstr ""\n'
    return "".join(f'msgstr[{form}] ""\n' for form in range(LOCALES[lang].plural_count))


def header(lang: str, about: str, now: datetime) -> str:
    """The head of a new file. about: what it translates, a path relative to the site."""
    fields = {
        "Project-Id-Version": "Datganiad",
        "PO-Revision-Date": now.strftime("%Y-%m-%d %H:%M%z"),
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": LOCALES[lang].plural_forms,
    }
    rows = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'# {LOCALES[lang].name}: {about}\nmsgid ""\nmsgstr ""\n{rows}'
