"""The grammar of .po files as GNU gettext has it (gettext-tools 0.21), one entry at a time.

It takes what msgfmt takes and refuses what msgfmt refuses, with the line.
"""

import re
from dataclasses import dataclass, field

from app.catalogue.entry import PoEntry, Previous, flags_of
from app.catalogue.escapes import FOLD, unescape
from app.catalogue.faults import (
    CUT_OFF,
    FOLDED,
    FORM,
    IN_PART,
    KEEP_ONE,
    ORDER,
    misnumbered,
    misplaced,
    second,
    unknown,
    way_out,
)
from app.errors import CatalogueError
from app.model import Translation
from app.wording import Wording

_SPACE = re.compile(r"(?:[ \t\r\f\v]|\\\n)*")
_REST_OF_LINE = re.compile(r"[ \t\r\f\v]*(?:\n|\Z)")
_TOKEN = re.compile(
    r"""
      (?P<comment>\#(?![~|])(?:\\\n|.)*)
    | (?P<mode>\#~\|?|\#\|)
    | "(?P<string>(?:[^"\\\n]|\\.|\\\n)*)(?P<close>"?)
    | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*)
    | (?P<number>[0-9]+)
    | (?P<bracket>[\[\]])
    """,
    re.VERBOSE,
)
_KEYWORDS = frozenset({"msgctxt", "msgid", "msgid_plural", "msgstr"})
_BEGINNINGS = frozenset({"comment", "msgctxt", "msgid"})


@dataclass(frozen=True, slots=True)
class _Token:
    """kind: comment, string, number, bracket or a keyword. mode: "", "#~", "#|" or "#~|". start, end: offsets."""

    kind: str
    text: str
    line: int
    start: int
    end: int
    mode: str


@dataclass(slots=True)
class _Draft:
    """A message while it is being read. fields, previous: by keyword. lines: 1-based, of each field."""

    mode: str
    fields: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    previous: dict[str, str] = field(default_factory=dict)


class Grammar:
    """Reads one entry of a text from a position on. line: 1-based, of that position. encoding: of the file.

    folded: line of the last comment that goes on in the next line; 0 where there is none.
    """

    def __init__(self, path: str, text: str, encoding: str, position: int, line: int) -> None:
        self.path = path
        self.text = text
        self.encoding = encoding
        self.begin = position
        self.position = position
        self.line = line
        self.mode = ""
        self.folded = 0
        self.last_end = position
        self.ahead = self.lex()

    def entry(self) -> PoEntry | None:
        """The next entry; None where only white space is left. Afterwards `last_end` is where it ends.

        Raises CatalogueError.
        """
        first = self.ahead
        if first is None:
            return None
        comments = []
        while self.ahead and self.ahead.kind == "comment":
            comments.append(self.take().text.replace(FOLD, ""))
        draft = self.message(_Draft("#~" if self.ahead.mode.startswith("#~") else "")) if self.ahead else None
        rest = _REST_OF_LINE.match(self.text, self.last_end)
        self.last_end = rest.end() if rest else self.last_end
        start = max(self.text.rfind("\n", self.begin, first.start) + 1, self.begin)
        return PoEntry(
            lead=self.text[self.begin : start],
            raw=self.text[start : self.last_end],
            translation=self.translation(draft, comments) if draft else None,
            obsolete=draft is not None and draft.mode == "#~",
            previous=_previous(draft) if draft else None,
        )

    # The message

    def message(self, draft: _Draft) -> _Draft:
        before = f"{draft.mode or '#'}|"
        if self.ahead and self.ahead.mode == before:
            self.optional("msgctxt", draft, before)
            self.required("msgid", draft, before)
            self.optional("msgid_plural", draft, before)
        self.optional("msgctxt", draft, draft.mode)
        self.required("msgid", draft, draft.mode)
        plural = self.optional("msgid_plural", draft, draft.mode)
        self.msgstr(draft, plural=plural)
        return draft

    def optional(self, name: str, draft: _Draft, mode: str) -> bool:
        if self.ahead is None or self.ahead.kind != name or self.ahead.mode != mode:
            return False
        self.required(name, draft, mode)
        return True

    def required(self, name: str, draft: _Draft, mode: str) -> None:
        token = self.expect(name, draft, mode)
        text = self.strings(token, mode)
        if mode.endswith("|"):
            draft.previous[name] = text
        else:
            draft.fields[name] = text
            draft.lines[name] = token.line

    def msgstr(self, draft: _Draft, *, plural: bool) -> None:
        """msgstr, or msgstr[0], msgstr[1] …"""
        form = 0
        while form == 0 or (self.ahead and self.ahead.kind == "msgstr" and self.ahead.mode == draft.mode):
            token = self.expect("msgstr", draft, draft.mode)
            name = "msgstr"
            if self.ahead and self.ahead.kind == "bracket":
                name = f"msgstr[{self.number(token)}]"
            if plural != (name != "msgstr"):
                hint = Wording("msgid_plural goes with msgstr[0], msgstr[1] …")
                raise self.error(token.line, misplaced(name), hint)
            if not plural and form:
                raise self.error(token.line, second("msgstr"), KEEP_ONE)
            if plural and name != f"msgstr[{form}]":
                raise self.error(token.line, *misnumbered(name, form))
            draft.fields[name] = self.strings(token, draft.mode)
            draft.lines[name] = token.line
            form += 1

    def number(self, keyword: _Token) -> int:
        parts = [self.take() for _ in range(3) if self.ahead]
        shown = "".join(part.text for part in parts)
        if [part.kind for part in parts] != ["bracket", "number", "bracket"] or not re.fullmatch(
            r"\[0*\d{1,3}\]", shown
        ):
            raise self.error(keyword.line, unknown(f"msgstr{shown[:40]}"), FORM)
        return int(parts[1].text)

    def expect(self, name: str, draft: _Draft, mode: str) -> _Token:
        token = self.ahead
        if token is not None and token.kind == name and token.mode == mode:
            return self.take()
        begun = bool(draft.fields or draft.previous)
        if self.folded and not begun:
            raise self.error(self.folded, *FOLDED)
        if token is not None and begun and token.kind != "comment" and token.mode[:2] != mode[:2].replace("#|", ""):
            raise self.error(token.line, *IN_PART)
        if token is None or (begun and token.kind in _BEGINNINGS and "msgid" in draft.fields and name == "msgstr"):
            line = draft.lines.get("msgid") or (token.line if token else self.line)
            if token is not None and token.kind == "msgctxt" and token.line == line + 1:
                raise self.error(token.line, misplaced("msgctxt"), ORDER)
            raise self.error(line, Wording("the message has no msgstr"), CUT_OFF)
        if token.kind == "string":
            what = Wording("a string stands outside a message")
            raise self.error(token.line, what, Wording("begin the message with msgid"))
        if token.kind in draft.fields and not mode.endswith("|"):
            raise self.error(token.line, second(token.kind), KEEP_ONE)
        if token.kind in _KEYWORDS:
            raise self.error(token.line, misplaced(token.kind), ORDER)
        if token.kind == "comment":
            what = Wording("a comment stands inside a message")
            raise self.error(token.line, what, Wording("move it above the message"))
        raise self.error(token.line, unknown(token.text[:40]), self.way_out_at(token.start))

    def strings(self, keyword: _Token, mode: str) -> str:
        """One string or more, joined."""
        parts = []
        while self.ahead and self.ahead.kind == "string":
            token = self.take()
            if token.mode != mode:
                raise self.error(token.line, *IN_PART)
            parts.append(unescape(token.text, self.encoding, self.path, token.line))
        if not parts:
            what = Wording("%(keyword)s has no text", keyword=keyword.kind)
            raise self.error(keyword.line, what, Wording('an empty one is written ""'))
        return "".join(parts)

    def translation(self, draft: _Draft, comments: list[str]) -> Translation:
        fields = draft.fields
        forms = [name for name in fields if name.startswith("msgstr")]
        return Translation(
            msgid=fields["msgid"],
            msgctxt=fields.get("msgctxt"),
            msgid_plural=fields.get("msgid_plural"),
            msgstr=tuple(fields[name] for name in forms),
            flags=flags_of("\n".join(comments)),
            line=draft.lines["msgid"],
            msgstr_line=draft.lines[forms[0]],
            form_lines=tuple(draft.lines[name] for name in forms) if "msgid_plural" in fields else (),
        )

    # Tokens

    def take(self) -> _Token:
        token = self.ahead
        assert token is not None
        self.last_end = token.end
        self.ahead = self.lex()
        return token

    def lex(self) -> _Token | None:
        """The next token. Raises CatalogueError for what is none."""
        text = self.text
        while True:
            space = _SPACE.match(text, self.position)
            assert space is not None
            self.line += text.count("\n", self.position, space.end())
            self.position = space.end()
            if self.position == len(text):
                return None
            if text[self.position] == "\n":
                self.position += 1
                self.line += 1
                self.mode = ""
                continue
            match = _TOKEN.match(text, self.position)
            if match is None:
                raise self.not_understood()
            if match["mode"] is None:
                return self.token(match)
            self.mode = match["mode"]
            self.position = match.end()

    def token(self, match: re.Match[str]) -> _Token:
        kind = str(match.lastgroup)
        word = match["word"]
        if match["close"] is not None:
            kind = "string"
            if not match["close"]:
                what = Wording("the string does not end on its line")
                raise self.error(self.line, what, Wording('close it with a quote mark: "'))
        elif word is not None:
            kind = word
            if word == "domain":
                hint = Wording("put the messages of each domain into a file of its own, without the line")
                raise self.error(self.line, Wording("a domain line has no place here"), hint)
            if word not in _KEYWORDS:
                raise self.not_understood()
        if kind == "comment" and FOLD in match[0]:
            self.folded = self.line + match[0].count("\n") - 1
        text = match["string"] if kind == "string" else match[0]
        token = _Token(kind, text, self.line, match.start(), match.end(), self.mode)
        self.line += match[0].count("\n")
        self.position = match.end()
        return token

    def not_understood(self) -> CatalogueError:
        rest = self.text[self.position :].partition("\n")[0].strip()
        return self.error(self.line, unknown(rest[:40]), self.way_out_at(self.position))

    def way_out_at(self, position: int) -> Wording:
        """What to do about what begins at a position and is not understood there."""
        start = self.text.rfind("\n", 0, position) + 1
        return way_out(self.text[start:].partition("\n")[0], position - start)

    def error(self, line: int, problem: Wording, hint: Wording) -> CatalogueError:
        return CatalogueError(self.path, line, problem, hint)


def _previous(draft: _Draft) -> Previous | None:
    if "msgid" not in draft.previous:
        return None
    return Previous(draft.previous.get("msgctxt"), draft.previous["msgid"], draft.previous.get("msgid_plural"))
