"""The interface's messages, from the templates that use them."""

import io
from collections.abc import Mapping
from functools import lru_cache

from babel.messages.extract import extract

from app.errors import TemplateError
from app.model import Message
from app.wording import Quoted, Wording


def interface_messages(templates: Mapping[str, str]) -> tuple[Message, ...]:
    """Every text that the templates translate, in the order of their names. templates: source by name.

    Raises TemplateError, with the line, for a template that is not Jinja.
    """
    found: dict[tuple[str | None, str], list[Message]] = {}
    for name, source in sorted(templates.items()):
        for message in _template_messages(name, source):
            found.setdefault(message.key, []).append(message)
    return tuple(message for places in found.values() for message in places)


@lru_cache(maxsize=512)
def _template_messages(name: str, source: str) -> tuple[Message, ...]:
    path = f"templates/{name}"
    options = {"silent": "false", "trimmed": "true"}
    try:
        rows = list(extract("jinja2", io.BytesIO(source.encode()), comment_tags=("Translators:",), options=options))
    except Exception as error:
        # Jinja's own errors carry a line; this room does not know Jinja's types.
        line = getattr(error, "lineno", None) or 1
        raise TemplateError(path, line, Quoted(str(error)), Wording("mend the template and save it again")) from error
    return tuple(_message(path, line, found, context, comments) for line, found, comments, context in rows)


def _message(path: str, line: int, found: str | tuple[str, ...], context: str | None, comments: list[str]) -> Message:
    notes = tuple(comment.removeprefix("Translators:").strip() for comment in comments)
    if isinstance(found, str):
        return Message(found, context, path, line, notes)
    return Message(found[0], context, path, line, notes, msgid_plural=found[1])
