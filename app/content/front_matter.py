"""YAML with its line numbers, and every scalar as the text that stands there.

Nothing is guessed ("no" stays "no", a date stays as written): the validating model decides what each key is.
"""

import difflib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from app.errors import ContentError
from app.locales import LONDON
from app.wording import Quoted, Wording

_QUICK = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Ten times as quick, where PyYAML was built with libyaml."""

PROSE = frozenset(
    "title summary note reason organisation strapline description notice name hours about".split()  # noqa: SIM905
)
"""Keys of sentences and names: a '#' in one begins a comment in YAML, and hardly ever in the writer's mind."""

Path = tuple[str | int, ...]
Lines = dict[Path, int]
ModelType = TypeVar("ModelType", bound="StrictModel")


class StrictModel(BaseModel):
    """A model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_line(value: str) -> str:
    words = " ".join(value.split())
    if not words:
        raise ValueError(Wording("it is empty"))
    return words


def parse_time(value: object) -> datetime:
    """An aware datetime from "2018-01-19 09:30": London time unless it has an offset (ISO 8601)."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        raise ValueError(_no_time(value)) from None
    if moment.tzinfo is None:
        local = moment.replace(tzinfo=LONDON)
        if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment:
            what = Wording("'%(time)s' does not exist in London: the clocks go forward at that hour", time=value)
            raise ValueError(what)
        if local.replace(fold=1).utcoffset() != local.utcoffset():
            what = Wording(
                "'%(time)s' comes twice in London, as the clocks go back: add +01:00 or +00:00 to it", time=value
            )
            raise ValueError(what)
        return local
    try:
        moment.astimezone(LONDON)
    except OverflowError:
        raise ValueError(_no_time(value)) from None
    return moment


def _no_time(value: object) -> Wording:
    return Wording("'%(text)s' is not a date and time such as 2018-01-19 09:30", text=value)


_QUOTED = re.compile(r""":\s+(["']).*\S\s*\1""")
_CURLY = re.compile(r":\s+[“‘”’]")
_SIGN = re.compile(r":\s+[][{}@`%*&!|>?-]")
_GLUED = re.compile(r"[a-z_]+:(?=\w)")
_COMMENT = re.compile(r"\s*#")
_SHAPES = {
    "tuple_type": (Wording("it is no list"), Wording("put it in square brackets: [first, second]")),
    "bool_parsing": (Wording("it is neither true nor false"), Wording("say true or false")),
    "bool_type": (Wording("it is neither true nor false"), Wording("say true or false")),
    "string_type": (Wording("it is no text"), Wording("write it on one line, without brackets")),
    "model_type": (Wording("it has no keys of its own"), Wording("write it as content/README.md shows it: {at: …, …}")),
}
"""By pydantic's type of error, what is wrong and the way out, in words of ours."""

Line = Annotated[str, AfterValidator(_one_line)]
Moment = Annotated[datetime, BeforeValidator(parse_time)]


def split(text: str, path: str) -> tuple[str, str, int]:
    """Front matter, the rest, and the 1-based line at which the rest begins. Raises ContentError if there is none."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        hint = Wording("begin the file with a line '---'; see content/README.md")
        raise ContentError(path, 1, Wording("there is no front matter"), hint)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    raise ContentError(path, 1, Wording("the front matter does not end"), Wording("close it with a line '---'"))


def load(text: str, model: type[ModelType], *, path: str, first_line: int) -> tuple[ModelType, Lines]:
    """The model that the YAML holds, and the 1-based line of each key. Raises ContentError with the line of the key."""
    lines: Lines = {(): first_line}
    try:
        if _has_alias(text):
            raise ContentError(
                path, first_line, Wording("a YAML alias (*) is not understood here"), Wording("write the value out")
            )
        node = _compose(text)
        data = yaml.BaseLoader("").construct_document(node) if node else {}
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, text, path, first_line) from None
    except RecursionError:
        raise ContentError(
            path, first_line, Wording("this is not YAML that can be read"), Wording("take out the brackets")
        ) from None
    except yaml.YAMLError as error:
        hint = Wording("save the file as plain text in UTF-8")
        raise ContentError(path, first_line, _is_not_yaml(_first_line(error)), hint) from None
    if not isinstance(data, dict):
        raise ContentError(
            path,
            first_line,
            Wording("the front matter is not a list of keys"),
            Wording("write lines such as 'title: …'"),
        )
    assert isinstance(node, yaml.MappingNode) or node is None
    for place, line in _walk(node, (), path, first_line) if node else ():
        lines.setdefault(place, line)
    if node and "#" in text:
        _look_for_lost_words(node, text.split("\n"), path, first_line)
    try:
        return model.model_validate(data), lines
    except ValidationError as error:
        raise _explain(error, model, lines, path) from None


def _not_yaml(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> ContentError:
    """What a writer has to mend, where the mark of YAML says something else."""
    mark = error.problem_mark
    if error.context and "quoted scalar" in error.context and error.context_mark:
        if mark and "escape" in (error.problem or ""):
            hint = Wording("write a backslash as \\\\")
            return ContentError(path, first_line + mark.line, _is_not_yaml(error.problem), hint)
        what = Wording("a quotation mark opens here and does not close")
        hint = Wording("close it, or put the whole in another kind of quotes: 'a \"word\"'")
        return ContentError(path, first_line + error.context_mark.line, what, hint)
    lines = text.split("\n")
    if error.context == "while scanning a simple key" and error.context_mark:
        at = error.context_mark.line
        if _GLUED.match(lines[at]):
            return _glued(path, first_line + at)
        what = Wording("there is no key and ':' in this line")
        hint = Wording("if it goes on from the line above, put two spaces before it")
        return ContentError(path, first_line + at, what, hint)
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    above = mark.line - 1 if mark else -1
    if above >= 0 and _GLUED.match(lines[above]):
        return _glued(path, first_line + above)
    hint = Wording("put a value with ': ' or '#' in quotes")
    if "\t" in line:
        hint = Wording("put spaces in the place of the tab")
    elif _QUOTED.search(line):
        hint = Wording('put the whole in another kind of quotes: \'a "word"\' or "it\'s"')
    elif _CURLY.search(line):
        hint = Wording('put straight quotation marks around it: "…"')
    elif _SIGN.search(line) and "flow" not in (error.context or ""):  # not a list that is not closed
        hint = Wording("put the whole in quotes: YAML has a use of its own for the sign at its beginning")
    return ContentError(path, first_line + (mark.line if mark else 0), _is_not_yaml(error.problem), hint)


def _glued(path: str, line: int) -> ContentError:
    return ContentError(path, line, Wording("there is no space after ':'"), Wording("put one there"))


def _is_not_yaml(why: str | None) -> Wording:
    return Wording("this is not YAML: %(why)s", why=Quoted(why or ""))


def _first_line(error: yaml.YAMLError) -> str:
    """What an error says, without where it says that it stands."""
    return str(error).partition("\n")[0]


def _look_for_lost_words(node: yaml.Node, written: list[str], path: str, first_line: int) -> None:
    """Raises ContentError for a sentence of which a part is a comment (YAML 1.2, 6.6): readers would see the rest."""
    for key, value in _scalars(node):
        if key in PROSE and not value.style and _COMMENT.match(written[value.end_mark.line], value.end_mark.column):
            line = first_line + value.end_mark.line
            what = Wording("%(key)s: what stands after '#' is a comment", key=key)
            raise ContentError(path, line, what, Wording("put the whole in quotes"))


def _scalars(node: yaml.Node) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every scalar that is the value of a key, with the key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(value, yaml.ScalarNode):
                yield key.value, value
            else:
                yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value)


def _has_alias(text: str) -> bool:
    return "*" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader))


def _compose(text: str) -> yaml.Node | None:
    """The root of the YAML, its scalars as text. What libyaml refuses, PyYAML itself reads: it says better why."""
    try:
        return yaml.compose(text, Loader=_QUICK)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.BaseLoader)


def _walk(node: yaml.Node, place: Path, path: str, first_line: int) -> Iterator[tuple[Path, int]]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            line = first_line + key.start_mark.line
            if key.value in seen:
                what = Wording("'%(key)s' stands here twice", key=key.value)
                raise ContentError(path, line, what, Wording("keep one of the two"))
            seen.add(key.value)
            yield (*place, key.value), line
            yield from _walk(value, (*place, key.value), path, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*place, index), first_line + value.start_mark.line
            yield from _walk(value, (*place, index), path, first_line)


def _explain(error: ValidationError, model: type[StrictModel], lines: Lines, path: str) -> ContentError:
    first = min(error.errors(), key=lambda found: found["type"] != "extra_forbidden")
    place: Path = tuple(first["loc"])
    while place not in lines:
        place = place[:-1]
    name = ".".join(str(part) for part in first["loc"]) or Wording("the file")
    # What a validator raised, as it was: pydantic's own sentence has it as text alone.
    why = first["ctx"]["error"].args[0] if first["type"] == "value_error" else Quoted(first["msg"])
    problem, hint = (
        Wording("%(key)s: %(why)s", key=name, why=why),
        Wording("see content/README.md for what it may hold"),
    )
    if first["type"] == "extra_forbidden":
        known: dict[str, Any] = dict(model.model_fields)
        near = difflib.get_close_matches(str(first["loc"][-1]), known, n=1)
        problem = Wording("'%(key)s' is not a key that is known here", key=name)
        hint = (
            Wording("did you mean '%(key)s'?", key=near[0])
            if near
            else Wording("take it out; content/README.md lists the keys")
        )
        if " " in str(first["loc"][-1]):
            hint = Wording("if it is the rest of a sentence, put the whole in quotes: a comma or a bracket ends it")
    elif first["type"] == "missing":
        problem = Wording("'%(key)s' is missing", key=name)
        hint = Wording("add a line '%(line)s'", line=f"{first['loc'][-1]}: …")
    elif first["type"] == "literal_error":
        codes = first["ctx"]["expected"].replace(" or ", ", ")
        why = Wording("'%(text)s' is not one of %(codes)s", text=first["input"], codes=codes)
        problem = Wording("%(key)s: %(why)s", key=name, why=why)
    elif first["type"] in _SHAPES:
        why, hint = _SHAPES[first["type"]]
        if first["type"] == "tuple_type" and isinstance(first["input"], dict):
            hint = Wording("put each entry on a line of its own, with a hyphen before it: - {…}")
        problem = Wording("%(key)s: %(why)s", key=name, why=why)
    return ContentError(path, lines[place], problem, hint)
