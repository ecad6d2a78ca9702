"""A whole catalogue checked in parts, by more than one process where it is large."""

import gc
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from app.catalogue.faults import standing_twice
from app.catalogue.parts import Part
from app.catalogue.read import check_entry
from app.checks.check import Knowledge
from app.checks.pairs import catalogue_pairs
from app.checks.run import findings
from app.content.inline import marks
from app.errors import CatalogueError
from app.hosts import Hosts
from app.model import Finding, Translation
from app.sharing import share


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every part of a file.

    has_rule: its header has Plural-Forms. knowledge, hosts: as in run(). markdown: as in catalogue_pairs().
    """

    path: str
    lang: str
    source: str
    has_rule: bool
    knowledge: Knowledge | None
    markdown: bool = False
    hosts: Hosts = field(default_factory=Hosts)


@dataclass(slots=True)
class Checked:
    """What was found in a part, or in all. words: of the sources. keys, lines: hash() and line of each message.

    findings: if the file cannot be read beyond an error, that is the last of them.
    """

    messages: int = 0
    words: int = 0
    findings: list[Finding] = field(default_factory=list)
    keys: "array[int]" = field(default_factory=lambda: array("q"))
    lines: "array[int]" = field(default_factory=lambda: array("q"))


def check_parts(parts: Iterable[Part], job: Job, processes: int = 1) -> Checked:
    """What the checks find in a catalogue. What is compared with each other stands in the same part."""
    total = Checked()
    seen: dict[int, int] = {}
    for checked in _all(parts, job, processes):
        total.messages += checked.messages
        total.words += checked.words
        total.findings += checked.findings
        for key, line in zip(checked.keys, checked.lines, strict=True):
            first = seen.setdefault(key, line)
            if first != line:
                raise CatalogueError(job.path, line, *standing_twice(first))
    return total


def _all(parts: Iterable[Part], job: Job, processes: int) -> Iterator[Checked]:
    if processes == 1:
        yield from (_check(part, job) for part in parts)
        return
    # Forks have the dictionary and the reader of Markdown already, and hash() gives them the same for a text.
    if job.markdown:
        marks("*")
    gc.freeze()  # so that memory stays shared: a collection would write into all of it
    yield from share(partial(_checking, job), parts, processes, start="fork")


def _checking(job: Job) -> Callable[[Part], Checked]:
    gc.disable()  # nothing in a part refers back to itself: to look for what does takes a tenth of the time
    return lambda part: _check(part, job)


def _check(part: Part, job: Job) -> Checked:
    checked = Checked()
    messages = _counted(part, job, checked)
    pairs = catalogue_pairs(messages, job.lang, job.source, job.path, markdown=job.markdown)
    checked.findings += findings(pairs, job.knowledge, job.hosts)
    return checked


def _counted(part: Part, job: Job, checked: Checked) -> Iterator[Translation]:
    """The messages of a part that are not obsolete, counted, each one held against what GNU gettext asks for."""
    path, lang, has_rule, add_key, add_line = (
        job.path,
        job.lang,
        job.has_rule,
        checked.keys.append,
        checked.lines.append,
    )
    try:
        for entry in part.entries(path):
            found = entry.translation
            if found is None:
                continue
            msgid = found.msgid
            add_key(hash((found.msgctxt, msgid)))
            add_line(found.line)
            if entry.obsolete or not msgid:
                continue
            check_entry(entry, path, lang, has_rule=has_rule)
            checked.messages += 1
            checked.words += msgid.count(" ") + 1
            yield found
    except CatalogueError as error:
        checked.findings.append(Finding.of(error, "catalogue"))
