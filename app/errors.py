"""The errors that a writer, a translator or an operator can mend.

DatganiadError              problem, and the way out
├── SiteError               the site folder is not one
├── FileError               … with file and line
│   ├── ContentError        a release, a page or site.yaml
│   ├── CatalogueError      a .po file
│   ├── TemplateError       a template
│   └── RecordError         instance/record.jsonl
├── EditionError            instance/edition.sqlite
├── PdfError                instance/pdf/, or what it takes to make a PDF
├── ProcessError            a process that shared the work, or a command that was to be run
└── ConflictError           a file was changed by somebody else while we worked
"""

from typing import Any

from app.wording import Told, Wording


class DatganiadError(Exception):
    """A problem that is told in one line, and ends in the way out."""

    def __init__(self, problem: Told, hint: Told) -> None:
        self.problem = problem
        self.hint = hint
        super().__init__(problem, hint)

    @property
    def told(self) -> Wording:
        """The whole line."""
        return Wording("%(problem)s; %(hint)s", problem=self.problem, hint=self.hint)

    def __str__(self) -> str:
        return str(self.told)

    def __reduce__(self) -> tuple[Any, ...]:
        """As it was made: else pickle, by which a process tells another, would make it of the whole line."""
        return _made_again, (type(self), vars(self))


def _made_again(kind: type[DatganiadError], fields: dict[str, Any]) -> DatganiadError:
    return kind(**fields)


class SiteError(DatganiadError):
    """The folder named as a site does not hold one."""


class FileError(DatganiadError):
    """A problem at one place in one file.

    path: relative to the site, with forward slashes. line: 1-based.
    """

    def __init__(self, path: str, line: int, problem: Told, hint: Told) -> None:
        super().__init__(problem, hint)
        self.path = path
        self.line = line

    @property
    def told(self) -> Wording:
        place = f"{self.path}:{self.line}"
        return Wording("%(place)s: %(problem)s; %(hint)s", place=place, problem=self.problem, hint=self.hint)


class ContentError(FileError):
    """A release, a page or site.yaml cannot be read."""


class CatalogueError(FileError):
    """A .po file cannot be read."""


class TemplateError(FileError):
    """A template does not compile, or fails on a page."""


class RecordError(FileError):
    """The record was changed, or a line of it cannot be read."""


class EditionError(DatganiadError):
    """The edition cannot be read or written."""


class PdfError(DatganiadError):
    """A PDF cannot be made or kept."""


class ProcessError(DatganiadError):
    """A process that shared the work has ended before its time, or a command that was to be run has failed."""


class ConflictError(DatganiadError):
    """A file changed on disk between our reading and our writing; the other edit wins."""
