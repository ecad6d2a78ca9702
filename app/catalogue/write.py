"""The text of new entries and new files, line for line as GNU gettext writes them."""

from collections.abc import Iterable
from datetime import datetime

from app.catalogue.wrap import UNWRAPPED, WIDTH, wrapped
from app.locales import LOCALES
from app.model import Message, Translation

DATES = ("POT-Creation-Date", "PO-Revision-Date")
"""Fields of a header that hold a time."""
_BACKSLASH = "\\"


def field(name: str, text: str, prefix: str = "", columns: int = WIDTH) -> str:
    """One field: `msgid "…"`. columns: of its lines."""
    return "".join(f"{prefix}{line}\n" for line in wrapped(name, text, columns - len(prefix)))


def columns_of(flags: Iterable[str]) -> int:
    """How wide the lines of a message with these flags are."""
    return UNWRAPPED if "no-wrap" in flags else WIDTH


def comment_lines(mark: str, texts: Iterable[str], newline: str) -> tuple[str, ...]:
    """A comment line for each text. mark: "#" or "#.".

    A backslash at the end would make the next line a part of the comment, so that a full stop follows it.
    """
    return tuple(f"{mark} {text}{'.' if text.endswith(_BACKSLASH) else ''}{newline}" for text in texts)


def reference_lines(references: Iterable[str], newline: str) -> tuple[str, ...]:
    """Where a text stands ("#:"), with as many references on a line as there is room for."""
    lines: list[str] = []
    for reference in references:
        if lines and len(lines[-1]) + 1 + len(reference) <= WIDTH:
            lines[-1] += f" {reference}"
        else:
            lines.append(f"#: {reference}")
    return tuple(f"{line}{newline}" for line in lines)


def comments(notes: Iterable[str], references: Iterable[str], newline: str = "\n") -> str:
    """The lines that an update owns: what helps the translator ("#.") and where the text stands ("#:")."""
    return "".join((*comment_lines("#.", notes, newline), *reference_lines(references, newline)))


def source_fields(message: Message, prefix: str = "", columns: int = WIDTH) -> str:
    """msgctxt, msgid and msgid_plural."""
    texts = {"msgctxt": message.msgctxt, "msgid": message.msgid, "msgid_plural": message.msgid_plural}
    return "".join(field(name, text, prefix, columns) for name, text in texts.items() if text is not None)


def translation_fields(found: Translation, prefix: str = "") -> str:
    """msgstr, or one for each plural form."""
    columns = columns_of(found.flags)
    if found.msgid_plural is None:
        return field("msgstr", found.msgstr[0], prefix, columns)
    return "".join(field(f"msgstr[{form}]", text, prefix, columns) for form, text in enumerate(found.msgstr))


def empty_translation(message: Message, lang: str) -> str:
    """msgstr, or one for each plural form of the language, without words."""
    if message.msgid_plural is None:
        return 'msgstr ""\n'
    return "".join(f'msgstr[{form}] ""\n' for form in range(LOCALES[lang].plural_count))


def header_date(now: datetime) -> str:
    """A moment as a header has it."""
    return now.strftime("%Y-%m-%d %H:%M%z")


def header(lang: str, about: str, now: datetime) -> str:
    """The head of a new file, with every field that `msgfmt --check` asks for and Poedit would put in.

    about: what it translates, a path relative to the site.
    """
    fields = {
        "Project-Id-Version": "Datganiad",
        **dict.fromkeys(DATES, header_date(now)),
        "Last-Translator": "",
        "Language-Team": "",
        "Language": lang,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": LOCALES[lang].plural_forms,
    }
    rows = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"# {LOCALES[lang].name}: {about}\n{field('msgid', '')}{field('msgstr', rows)}"
