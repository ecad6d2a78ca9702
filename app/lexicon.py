"""Welsh spelling, where the optional dictionary is installed: the one module that knows which package has it."""

from typing import Protocol


class Lexicon(Protocol):
    """A dictionary of one language."""

    def knows(self, word: str) -> bool:
        """Whether the word, in any of its forms and mutations, is in the dictionary."""

    def suggestions(self, word: str) -> tuple[str, ...]:
        """What the writer may have meant, likeliest first; at most three."""
