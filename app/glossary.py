"""The site's glossary: which words stand for which, and which must not."""

from dataclasses import dataclass

GLOSSARY_PATH = "translations/glossary.csv"


@dataclass(frozen=True, slots=True)
class Term:
    """One row. words: by language code, the ways to say it, the first one preferred.

    note: for the translator. forbidden: words, in either language, that must not stand for it. line: 1-based.
    """

    words: dict[str, tuple[str, ...]]
    note: str
    forbidden: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Glossary:
    """Every term of translations/glossary.csv, in the order of the file."""

    terms: tuple[Term, ...] = ()
