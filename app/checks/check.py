"""What makes a function a check, and what every check is given."""

import ast
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app.checks.pairs import Pair
from app.checks.words import lower_words
from app.glossary import Glossary
from app.hosts import Hosts
from app.lexicon import Lexicon
from app.locales import LOCALES
from app.model import Message, TextState
from app.settings import HOUSE
from app.wording import CONTEXT, Quoted, Wording

Problem = tuple[Wording, Wording]
"""What is wrong, and what to do."""

TITLE_CONTEXT = "check title"
HELP_CONTEXT = "check help"
"""msgctxt of a check's title and help in messages.po."""

REMEMBERED = 10_000
"""How many pairs a check can compare others with, in one run."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What checks may look things up in. base_url: of the site, without a slash at its end, or empty.

    lexicon: Welsh spelling; None where the optional dictionary is not installed.
    """

    glossary: Glossary = field(default_factory=Glossary)
    lexicon: Lexicon | None = None
    base_url: str = ""


@dataclass(slots=True)
class Desk:
    """What a check is given besides the pair itself, during one run over the pairs of one release or catalogue.

    lang: of the texts, where signs are looked for. hosts: the site's own pairs of them, which errors know as well.
    seen: what a check wants to remember of earlier pairs, by the name of the check. source_words, target_words: of the
    pair, in lower case.
    """

    knowledge: Knowledge
    lang: str = ""
    hosts: Hosts = field(default_factory=Hosts)
    seen: dict[str, dict[str, Pair]] = field(default_factory=dict)
    source_words: Callable[[Pair], tuple[str, ...]] = lambda pair: lower_words(pair.source)
    target_words: Callable[[Pair], tuple[str, ...]] = lambda pair: lower_words(pair.target)

    def earlier(self, check: str, key: str, pair: Pair) -> Pair:
        """The first pair of this run that a check gave under this key: this one, if there was none before.

        Only so many are remembered: far more than a release has; of a large catalogue, the first ones.
        """
        known = self.seen.get(check)
        if known is None:
            known = self.seen[check] = {}
        return known.setdefault(key, pair) if len(known) < REMEMBERED else known.get(key, pair)


# A check that is asked of every text returns () where it has nothing to say: that is quicker than to start a generator.
Judge = Callable[[Pair, Desk], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text must have for a check to be asked about it. One sign is enough.

    A word, here, is what stands between two spaces.
    letters: one of these is in the source or in the translation.
    near: without one of these letters anywhere in the pair, its words need not be looked at for this check; empty for
    any letter.
    source, target: says whether a word there is a sign.
    source_next: gives, for a word of the source, the words in lower case of which one has to come next.
    lead, joint: for two words next to each other in the translation. lead says whether the first one is worth a look;
    joint, whether the two are a sign. Of the second it is given only the word that it begins with.
    twice: a word of the translation stands next to itself.
    pair: says whether source and translation, whole, are a sign. It is asked of every text there is.
    """

    letters: str = ""
    near: str = ""
    source: Callable[[str, Desk], bool] | None = None
    target: Callable[[str, Desk], bool] | None = None
    source_next: Callable[[str, Desk], frozenset[str]] | None = None
    lead: Callable[[str], bool] | None = None
    joint: Callable[[str, str, Desk], bool] | None = None
    twice: bool = False
    pair: Callable[[str, str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """An example of a check. before: pairs of the same run that come first."""

    pair: Pair
    before: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check.

    name: as findings and flags name it. level: "error" or "warning". title, help: in English; messages.po has the
    other language. states: of the texts it looks at. languages: of the texts it looks at; empty for every one.
    informed: it looks things up in Knowledge. silenceable: a flag can silence it.
    roles: of the texts it looks at; empty for every one.
    signs: None where every text may have something.
    flags, leaves: texts that it must flag, and look-alikes that it must not.
    path, line: where it is written, relative to the house, 1-based.
    """

    name: str
    level: str
    title: str
    help: str
    states: frozenset[TextState]
    languages: frozenset[str]
    informed: bool
    silenceable: bool
    roles: frozenset[str]
    signs: Signs | None
    flags: tuple[Case, ...]
    leaves: tuple[Case, ...]
    path: str
    line: int
    judge: Judge


CHECKS: dict[str, Check] = {}


def check(
    level: str,
    *states: TextState,
    flags: tuple[Case, ...],
    leaves: tuple[Case, ...],
    languages: tuple[str, ...] = (),
    informed: bool = False,
    silenceable: bool = True,
    roles: frozenset[str] = frozenset(),
    signs: Signs | None = None,
) -> Callable[[Judge], Judge]:
    """Registers a function as a check of texts in these states; without any, of translations.

    What must never be public cannot be silenced. The first line of its docstring is its title, the paragraph after it
    its help. A check that is informed can only warn: what a dictionary knows must not decide what the public sees.
    """
    assert level == "warning" or not informed

    def register(judge: Judge) -> Judge:
        title, _, rest = inspect.cleandoc(judge.__doc__ or "").partition("\n\n")
        CHECKS[judge.__name__] = Check(
            name=judge.__name__,
            level=level,
            title=" ".join(title.split()),
            help=" ".join(rest.split("\n\n")[0].split()),
            states=frozenset(states or {TextState.TRANSLATED}),
            languages=frozenset(languages),
            informed=informed,
            silenceable=silenceable,
            roles=roles,
            signs=signs,
            flags=flags,
            leaves=leaves,
            path=f"{judge.__module__.replace('.', '/')}.py",
            line=judge.__code__.co_firstlineno,
            judge=judge,
        )
        return judge

    return register


def case(source: str, target: str, *before: Pair, lang: str = "cy", **fields: Any) -> Case:
    """An example: a Welsh translation of an English paragraph, unless the fields of Pair say otherwise."""
    (source_lang,) = set(LOCALES) - {lang}
    pair = Pair(source, target, lang, "paragraph", TextState.TRANSLATED, "example.po", 1, source_lang=source_lang)
    return Case(pair._replace(**fields), before)


def check_messages() -> tuple[Message, ...]:
    """Title and help of every check, and every wording of a finding, as messages of the interface."""
    own = (
        Message(text, context, each.path, each.line)
        for each in CHECKS.values()
        for context, text in ((TITLE_CONTEXT, each.title), (HELP_CONTEXT, each.help))
    )
    return (*own, *wordings())


@cache
def wordings() -> tuple[Message, ...]:
    """Every wording that the program has, those of one text next to each other."""
    found: dict[str, list[Message]] = {}
    for path in sorted((HOUSE / "app").rglob("*.py")):
        source = path.read_text("utf-8")
        if "Wording(" not in source:
            continue  # to parse every module would take a second
        calls = []
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(func=ast.Name(id="Wording"), args=[ast.Constant(value=str(text))]):
                    calls.append((node.lineno, text))
        for line, text in sorted(calls):
            place = path.relative_to(HOUSE).as_posix()
            found.setdefault(text, []).append(Message(text, CONTEXT, place, line))
    return tuple(message for places in found.values() for message in places)


def write(right: Quoted, other: Quoted | None = None, when: Wording | None = None) -> Wording:
    """To write words that are right; where it may be otherwise, what to write then. when: that is."""
    if other is None:
        return Wording("write “%(right)s”", right=right)
    return Wording("write “%(right)s”, or %(when)s, “%(other)s”", right=right, when=when, other=other)


def excerpt(text: str, lang: str) -> Quoted:
    """The beginning of a text in a language, to tell it by."""
    return Quoted(text if len(text) <= 60 else text[:59].rstrip() + "…", lang)
