"""Spaces, ends of sentences, quote marks, words that stand twice."""

import re
from collections.abc import Iterator

from app.checks.check import Desk, Problem, Signs, case, check, excerpt
from app.checks.pairs import Pair
from app.checks.visible import source_text, target_text
from app.model import TextState
from app.wording import Quoted, Wording

_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]+)(?:[ \n\N{NO-BREAK SPACE}]+\1\b)+", re.IGNORECASE)
_MAY_DOUBLE = {
    "en": frozenset({"had", "that", "ha", "no", "very", "really", "many", "much", "bye", "knock", "is"}),
    "cy": frozenset(
        [
            "ha",
            "na",
            "nage",
            "bach",
            "fach",
            "raddol",
            "sh",
            "iawn",
            "wir",
            "mawr",
            "fawr",
            "pell",
            "bell",
            "dda",
            "hir",
        ]
    ),
}
"""Words that a language rightly says twice in a row."""
_OF_ITS_OWN = {
    "cy": re.compile(
        r"(?:(?:wn|ais|es|wyf|yf|ydw|af|im|nnau|\bgen)\s+i|(?:odd|aeth|ddo|ydy|ydi|mae|fydd)\s+o"
        r"|\b(?:hanner|(?:c|g|ngh)anol)\s+(?:dydd|nos))$",
        re.IGNORECASE,
    )
}
"""Where the first of two alike is a pronoun, or of a time of day: “Es i i’r dref”, “am hanner dydd dydd Llun”."""

_TWO_SPACES = re.compile(r"([^\W\d_]+)  +(?=[^\W\d_])")
_ENDS = ".:?…"
_CLOSING = " \n\"'”’»)]*_"
_ABBREVIATED = re.compile(
    r"(?<!\w)(?:(?:\w\.){2,}|(?:etc|ltd|co|inc|bros|jr|jnr|snr|esq|am|pm|cyf|ayb|ayyb|yb|yp|yh)\.)$", re.IGNORECASE
)
"""An abbreviation at the end of a text, whose full stop may be its own, in either language."""
_NO_SENTENCE = frozenset({"slug", "topic-slug", "attribution"})

_QUOTED = re.compile(
    r"[“„«\"‘'](?:(?<=“)[^“”]+[”“]|(?<=„)[^“”]+[“”]|(?<=«)[^«»]+»|(?<=\")[^\"]+\""
    r"|(?<=‘)(?<!\w‘)[^‘’]+(?:’\w[^‘’]*)*’(?!\w)|(?<=')(?<!\w')\w[^']+\w[.,!?]?'(?!\w))"
)
_SPEECH = 3
"""Words between quotation marks that are taken for what somebody said, if they begin like a sentence."""
_DECADE = re.compile(r"['‘]\d\ds?\b")
_PART_OF_SPEECH = 4
"""Words that are taken for it however they begin: a part of what was said, put into another sentence."""

_QUOTE_MARKS = re.compile("[“”„«\"‘']")


@check(
    "warning",
    signs=Signs(),  # a space at an end leaves an empty word, of which every check is asked
    flags=(
        case("Contact: ", "Cyswllt:", markdown=False),
        case("Contact", " Cyswllt", markdown=False),
        case("The police said", "Dywedodd  yr heddlu"),
    ),
    leaves=(
        case("Contact: ", "Cyswllt: ", markdown=False),
        case("It is so. He said so.", "Felly mae.  Dywedodd hynny."),
        case("Name  and  address", "Enw  a  chyfeiriad", markdown=False),
    ),
)
def spaces(pair: Pair, _: Desk) -> Iterator[Problem]:
    """A space too many, or too few

    The translation begins or ends with a space or a line end where its source does not, or the other way about; or two
    spaces stand between two words.
    """
    source, target = pair.source, pair.target
    if source[:1].isspace() != target[:1].isspace():
        what = Wording("only one of source and translation begins with a space")
        yield what, Wording("begin the translation as the source does")
    if source[-1:].isspace() != target[-1:].isspace():
        what = Wording("only one of source and translation ends with a space")
        yield what, Wording("end the translation as the source does")
    twice = _TWO_SPACES.search(target)
    if twice and "  " not in source:
        yield (
            Wording("two spaces stand after “%(word)s”", word=Quoted(twice[1], pair.lang)),
            Wording("take one of them out"),
        )


@check(
    "warning",
    TextState.TRANSLATED,
    TextState.SOURCE,
    signs=Signs(twice=True),
    flags=(
        case("in the house", "yn y y tŷ"),
        case("yn y tŷ", "in the the house", lang="en"),
        case("on Friday", "ar ôl dydd dydd Gwener"),
    ),
    leaves=(
        case("in the house", "yn y tŷ, y tŷ mawr"),
        case("y rhai a oedd", "those that that had had", lang="en"),
        case("Test Test of Duran Duran", "Prawf Duran Duran"),
        case("y alignment of the test", "aliniad echelin-y y prawf"),
        case("I went to the town.", "Es i i’r dref. Aeth o o’r tŷ."),
        case("at noon on Friday", "am hanner dydd dydd Gwener neu ganol nos nos Sul"),
        case("Aeth yn dda iawn.", "It went really really well.", lang="en"),
    ),
)
def doubled_words(pair: Pair, _: Desk) -> Iterator[Problem]:
    """A word twice

    A word stands twice in a row.
    """
    match = _DOUBLED.search(pair.target)
    if match is None:
        return
    text = target_text(pair)
    for match in _DOUBLED.finditer(text):
        word = match[1].lower()
        if len(word) == 1 and not match[0].islower():
            continue  # a letter that is a name: "the Y axis"
        if word in _MAY_DOUBLE.get(pair.lang, ()) or match[0].lower() in pair.source.lower():
            continue
        times = len(match[0].split())
        if times == 2 and pair.lang in _OF_ITS_OWN and _OF_ITS_OWN[pair.lang].search(text, 0, match.end(1)):
            continue
        what = (
            Wording("“%(words)s”: a word twice", words=excerpt(match[0], pair.lang))
            if times == 2
            else Wording("“%(words)s”: a word %(times)s times", words=excerpt(match[0], pair.lang), times=times)
        )
        yield what, Wording("keep one of them")


@check(
    "warning",
    signs=Signs(pair=lambda source, target: source[-1:] != target[-1:]),
    flags=(
        case("Two people were arrested.", "Cafodd dau eu harestio"),
        case("Contact us:", "Cysylltwch â ni"),
        case("Pwy yw’r bobl hyn?", "Who are these people.", lang="en"),
    ),
    leaves=(
        case("Two people were arrested.", "Cafodd dau eu harestio!"),
        case("He said: “Go.”", "Dywedodd: “Ewch”."),
        case("Loading the page...", "Yn llwytho’r dudalen…"),
        case("Sept.", "Medi"),
        case("He was seen at 9.30 a.m.", "Gwelwyd ef am 9.30 y bore"),
        case("Gwelwyd ef yng nghwmni Prawf Cyf.", "He was seen at Test Limited", lang="en"),
    ),
)
def ending(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Full stop or colon at the end

    Only one of source and translation ends with a full stop, a colon, a question mark or an ellipsis.

    One word alone may be an abbreviation in one language.
    """
    if pair.source[-1:] == pair.target[-1:] or pair.role in _NO_SENTENCE or " " not in pair.source:
        return
    wanted, found = _end(source_text(pair)), _end(target_text(pair))
    if wanted != found:
        if {wanted, found} == {"", "."} and any(
            _ABBREVIATED.search(text(pair).rstrip(_CLOSING)) for text in (source_text, target_text)
        ):
            return
        if not wanted:
            what = Wording("the translation ends with “%(mark)s”, the source without a mark", mark=found)
        elif not found:
            what = Wording("the source ends with “%(mark)s”, the translation without a mark", mark=wanted)
        else:
            what = Wording(
                "the source ends with “%(mark)s”, the translation with “%(other)s”", mark=wanted, other=found
            )
        yield what, Wording("end both in the same way")


def _end(text: str) -> str:
    """The mark that a text ends with, if it tells sentences apart."""
    last = text.rstrip(_CLOSING)[-3:]
    if last.endswith("..."):
        return "…"
    mark = last[-1:].replace("!", ".")
    return mark if mark and mark in _ENDS else ""


@check(
    "warning",
    signs=Signs(letters="“”„«»\"‘'"),
    flags=(
        case("She said: “I was there.”", "Dywedodd ei bod yno."),
        case("Dywedodd: ‘Roeddwn i yno.’", "She said that she was there.", lang="en"),
        case("He called it “a dark day for us”.", "Galwodd ef yn ddiwrnod tywyll i ni."),
        case("Galwodd ef yn ddiwrnod tywyll i ni.", "He called it ‘a dark day for us’.", lang="en"),
    ),
    leaves=(
        case("She said: “I was there.”", "Dywedodd: ‘Roeddwn i yno.’"),
        case("It’s the police’s statement.", "Dyma ddatganiad yr heddlu."),
        case("Press Save.", "Pwyswch ‘Cadw’."),
        case("music of the ‘90s and the drivers’ views", "cerddoriaeth y nawdegau a barn y gyrwyr"),
        case("the so-called “fire and rehire” rule", "y rheol diswyddo ac ailgyflogi"),
        case("I’r dyn a’r ddynes", "To the man and the woman", lang="en"),
    ),
)
def quotes(pair: Pair, _: Desk) -> Iterator[Problem]:
    """Quotation marks

    Words that somebody said are between quotation marks in one language only. A word or two may be, for another reason.
    """
    marked = [bool(_QUOTE_MARKS.search(text)) for text in (pair.source, pair.target)]
    if not any(marked):
        return
    wanted, found = (_QUOTED.findall(text(pair)) for text in (source_text, target_text))
    if bool(wanted) != bool(found) and any(map(_is_speech, wanted or found)):
        what = (
            Wording("words are quoted in the source only")
            if wanted
            else Wording("words are quoted in the translation only")
        )
        yield what, Wording("quote them in both, or in neither")


def _is_speech(quoted: str) -> bool:
    """Whether what stands between quotation marks is more than a name or a term."""
    words = 0 if _DECADE.match(quoted) else quoted.count(" ") + 1
    return words >= _PART_OF_SPEECH or (words >= _SPEECH and quoted[1:2].isupper())
