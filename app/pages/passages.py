"""A passage from a text, with what a reader looked for marked in it."""

from app.edition.search import Hit
from app.edition.terms import Query, Word, words_of
from app.pages.parts import Segment

LONGEST = 260
"""Characters of a passage, about."""
BEFORE = 60
"""Characters before the first word that is marked, where a passage begins in the middle of a text."""

Span = tuple[int, int]


def passage(hit: Hit, query: Query, lang: str) -> tuple[Segment, ...]:
    """The best passage: the one in which most of the terms stand; of equal ones the first, the summary first of all."""
    texts = (hit.summary, *hit.body.split("\n"))
    best = max(texts, key=lambda text: len({term for term, _ in _spans(text, query, lang)}))
    spans = sorted(span for _, span in _spans(best, query, lang))
    begin, end = _window(best, spans)
    segments: list[Segment] = [Segment("… ", False)] if begin else []
    at = begin
    for start, stop in spans:
        if start < at or stop > end:
            continue
        segments += [Segment(best[at:start], False), Segment(best[start:stop], True)]
        at = stop
    segments += [Segment(best[at:end], False), *([Segment(" …", False)] if end < len(best) else [])]
    return tuple(segment for segment in segments if segment.text)


def _spans(text: str, query: Query, lang: str) -> list[tuple[int, Span]]:
    """Where the terms of a query stand in a text, each with the number of its term."""
    words = words_of(text)
    found: list[tuple[int, Span]] = []
    for index, word in enumerate(words):
        for number, term in enumerate(query.wanted):
            length = term.length_at(words, index, lang)
            if length:
                found.append((number, (word.start, words[index + length - 1].end)))
                break
    return found


def _window(text: str, spans: list[Span]) -> Span:
    """From where to where a text is shown: whole words, and the first of what is marked."""
    if len(text) <= LONGEST:
        return 0, len(text)
    words = words_of(text)
    first = spans[0][0] if spans else 0
    begin = 0 if first <= BEFORE else _start_after(words, first - BEFORE)
    end = max((word.end for word in words if word.end <= begin + LONGEST), default=begin + LONGEST)
    return begin, end if end < words[-1].end else len(text)


def _start_after(words: list[Word], place: int) -> int:
    return next(word.start for word in words if word.start >= place)
