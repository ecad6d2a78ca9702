"""What may be wrong with a .po file, in words."""

import re

from app.wording import Wording

CUT_OFF = Wording("save it again from the editor, or take back the last whole version")
ORDER = Wording("the order is msgctxt, msgid, msgid_plural, msgstr")
FORM = Wording("see translations/README.md for the form")
IN_PART = (
    Wording("the message is obsolete (#~) only in part"),
    Wording("mark all of its lines with #~, or none"),
)
FOLDED = (
    Wording("this comment ends in a backslash, which makes the next line a part of it"),
    Wording("take the backslash out, or put a full stop behind it"),
)
KEEP_ONE = Wording("keep one of the two")

_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?:\s|\Z)")
"""How a line begins that git writes between two versions which it could not merge."""
_KEYWORD = re.compile(r"\s*(?:#~\s*)?msg\w+(?:\[\d+\])?\s*")
_OTHER_QUOTE_MARKS = frozenset("“”„‟«»‘’‚'")
_QUOTE_MARK = re.compile(r'(?<!\\)(?:\\\\)*"')
"""One that ends a string: before it is no backslash, or an even number of them."""


def misnumbered(name: str, due: int) -> tuple[Wording, Wording]:
    """What is wrong with a plural form that is not the next one, and the way out. due: its right number."""
    what = Wording("%(name)s stands where msgstr[%(number)s] is due", name=name, number=due)
    return what, Wording("number the plural forms from 0 on")


def misplaced(keyword: str) -> Wording:
    """That a keyword stands in the wrong place."""
    return Wording("%(keyword)s stands in the wrong place", keyword=keyword)


def second(keyword: str) -> Wording:
    """That a message has one of these already."""
    return Wording("the message has a second %(keyword)s", keyword=keyword)


def unknown(text: str) -> Wording:
    """That a text is nothing that a .po file has."""
    return Wording("'%(text)s' is not understood here", text=text)


def way_out(line: str, at: int) -> Wording:
    """What to do about what is not understood on a line. at: where it begins there, as an offset."""
    before, rest = line[:at].strip(), line[at:].strip()
    if not before and _CONFLICT.match(rest):
        return Wording("finish the merge in git: keep one of the two versions, and take these lines out")
    marks = len(_QUOTE_MARK.findall(rest))
    if before.endswith('"') and marks:
        return Wording('write \\" for a quote mark within the text')
    if marks % 2:
        return Wording('begin the text with a quote mark: "')
    if rest[:1] in _OTHER_QUOTE_MARKS or (not marks and _KEYWORD.fullmatch(before)):
        return Wording('put straight quote marks round the text: "…"')
    return FORM


def standing_twice(first: int) -> tuple[Wording, Wording]:
    """What is wrong with a message that stands in a file already, and the way out. first: the line of the other one."""
    what = Wording("the message of line %(line)s stands here again", line=first)
    return what, Wording("%(hint)s; `msguniq` does it", hint=KEEP_ONE)
