"""Previews: a release in whatever state, with everything that is left to do marked where it stands."""

from collections.abc import Callable, Sequence

from markupsafe import escape

from app.checks import CHECKS, TITLE_CONTEXT
from app.checks.check import excerpt
from app.checks.pairs import release_texts
from app.content.inline import to_text
from app.edition.preview import Draft
from app.locales import LOCALES
from app.model import Finding, LocalisedBlock, State, TextState
from app.pages.lists import paging
from app.pages.parts import Mark
from app.pages.preview_values import Marked, PreviewItem, PreviewListPage, PreviewPage
from app.pages.release import contacts, corrections, piece, release_alone, support
from app.pages.shell import View, moment, shell, text
from app.pages.values import ReleasePage
from app.wording import CONTEXT, LANGUAGE, Wording, said

PREVIEW = "/preview"
ON_A_PAGE = 50
TEXT = ".txt"
"""What the address of a preview's plain text ends in."""
BROKEN = "broken"
"""In place of a state: the file cannot be read."""

_BY_STATE = {TextState.MISSING: "missing", TextState.FUZZY: "fuzzy"}


def preview_address(address: str) -> str:
    """Where the preview of an address stands."""
    return f"{PREVIEW}{address}"


def preview_list_address(lang: str, number: int = 1) -> str:
    """The list of all previews in a language, and its pages."""
    return f"{PREVIEW}/{lang}/{number if number > 1 else ''}"


def preview_page(view: View, draft: Draft) -> PreviewPage:
    """The preview of a release in the view's language. One that cannot be read says why, and nothing else."""
    addresses = {lang: preview_address(address) for lang, address in draft.addresses.items()}
    marking = _Marking(view, draft)
    half = draft.halves.get(view.lang)
    if half is None or draft.decision is None:
        return PreviewPage(
            shell=shell(view, title=draft.name, description="", addresses=addresses, skip=True),
            state=BROKEN,
            keeps=False,
            published=None,
            holds=marking.all(),
            title=None,
            back=preview_list_address(view.lang),
        )
    page = PreviewPage(
        shell=shell(view, title=to_text(half.title.text), description="", addresses=addresses, skip=True),
        state=draft.decision.state.value,
        keeps=draft.decision.keeps,
        published=moment(half.published, view.lang) if half.published else None,
        holds=(),
        title=marking.marked(half.title),
        slug=marking.marked(half.slug),
        summary=marking.marked(half.summary),
        body=tuple(piece(block, view.lang, marking.of) for block in half.body),
        notes=tuple(piece(block, view.lang, marking.of) for block in half.notes),
        contacts=contacts(view, half),
        support=support(view, half.support),
        corrections=tuple(
            note._replace(marks=marking.of(item.note))
            for note, item in zip(corrections(view, half), half.corrections, strict=True)
        ),
        withdrawn=marking.marked(half.withdrawn.reason) if half.withdrawn else None,
        back=preview_list_address(view.lang),
        text=f"{addresses[view.lang]}{TEXT}" if press_copy(view, draft) else "",
    )
    return page._replace(holds=marking.all())


def press_copy(view: View, draft: Draft) -> ReleasePage | None:
    """A release as it is sent to the press before its time; None where it is not complete and under embargo."""
    if draft.decision is None or draft.decision.state is not State.EMBARGOED:
        return None
    return release_alone(view, draft.halves[view.lang], draft.addresses)


def preview_list_page(
    view: View, paths: Sequence[str], number: int, read: Callable[[str], Draft]
) -> PreviewListPage | None:
    """A page of the list of every release and page; None where the list has no such page."""
    paged = paging(number, len(paths), ON_A_PAGE, lambda each: preview_list_address(view.lang, each))
    if paged is None:
        return None
    shown = paths[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    addresses = {lang: preview_list_address(lang, number) for lang in view.site.languages}
    return PreviewListPage(
        shell=shell(view, title="", description="", addresses=addresses, skip=True),
        items=tuple(_item(view, read(path)) for path in shown),
        releases=len(paths),
        paging=paged,
    )


def _item(view: View, draft: Draft) -> PreviewItem:
    half = draft.halves.get(view.lang)
    href = preview_address(draft.addresses[view.lang])
    errors = sum(finding.level == "error" for finding in draft.told)
    readable = half is not None and draft.decision is not None
    return PreviewItem(
        title=text(half.title) if half else None,
        path=draft.path,
        href=href,
        state=draft.decision.state.value if draft.decision and readable else BROKEN,
        published=moment(half.published, view.lang) if half and half.published else None,
        errors=errors,
        warnings=len(draft.told) - errors,
    )


class _Marking:
    """Gives each text its marks, and says where on the page each finding stands."""

    def __init__(self, view: View, draft: Draft) -> None:
        self.view = view
        self.draft = draft
        # Where the whole catalogue cannot be read, the list at the top says so once.
        self.unread = any(finding.check == "catalogue" for finding in draft.findings)
        self.anchors = {finding: f"mark-{number}" for number, finding in enumerate(draft.told, 1)}
        self.placed: set[Finding] = set()

    def marked(self, block: LocalisedBlock) -> Marked:
        """A text with its marks."""
        return Marked(text(block), self.of(block))

    def of(self, block: LocalisedBlock) -> tuple[Mark, ...]:
        """What is to be said of one text: that it is missing or fuzzy, and what the checks found."""
        kind = _BY_STATE.get(block.state, "")
        marks = []
        for finding in self.found(block):
            # A message that is used twice has its marks twice, and an id once.
            anchor = "" if finding in self.placed else self.anchors.get(finding, "")
            marks.append(self.mark(finding, kind if finding.check == kind else "", anchor=anchor))
            self.placed.add(finding)
        return tuple(marks)

    def found(self, block: LocalisedBlock) -> list[Finding]:
        """The findings of one text."""
        if block.state is TextState.MISSING:
            return [] if self.unread else [self.missing(block)]
        return [each for each in self.draft.findings if (each.path, each.line) == (block.path, block.line)]

    def missing(self, block: LocalisedBlock) -> Finding:
        """The finding of a text without translation: the one at its line, else any that quotes it."""
        missing = [each for each in self.draft.findings if each.check == "missing"]
        start = f"“{excerpt(block.text, block.lang)}”"
        at = [each for each in missing if (each.path, each.line) == (block.path, block.line)]
        quoted = [each for each in missing if start in each.what]
        what = Wording(
            "no %(language)s for “%(text)s”",
            language=LOCALES[self.view.lang].english,
            text=excerpt(block.text, block.lang),
        )
        fix = Wording("run 'datganiad translations update', and write it in msgstr")
        return (at or quoted or [Finding(block.path, block.line, "error", "missing", what, fix)])[0]

    def mark(self, finding: Finding, kind: str = "", *, anchor: str = "", href: str = "", hreflang: str = "") -> Mark:
        """A finding, as the page shows it."""
        words = self.view.interface.words[self.view.lang]
        known = CHECKS.get(finding.check)
        title = words.get((TITLE_CONTEXT, known.title), (known.title,))[0] if known else ""
        lang = self.view.lang
        what, fix = (
            # As HTML, so that words of another language within a sentence are marked.
            said(each, lambda msgid: escape(words[CONTEXT, msgid][0]))
            for each in (finding.what, finding.fix)
        )
        if what is None or fix is None:
            lang, what, fix = LANGUAGE, finding.what, finding.fix
        return Mark(
            kind=kind or finding.level,
            title=title,
            lang=lang,
            what=what,
            fix=fix,
            place=f"{finding.path}:{finding.line}",
            anchor=anchor,
            href=href,
            hreflang=hreflang,
        )

    def all(self) -> tuple[Mark, ...]:
        """Everything that is told, each with the place where it stands, if it does."""
        elsewhere = {
            finding: lang
            for lang, half in self.draft.halves.items()
            if lang != self.view.lang
            for block, _ in release_texts(half, half)
            for finding in self.found(block)
        }
        marks = []
        for finding, anchor in self.anchors.items():
            lang = "" if finding in self.placed else elsewhere.get(finding, "")
            page = preview_address(self.draft.addresses[lang]) if lang else ""
            href = f"{page}#{anchor}" if lang or finding in self.placed else ""
            marks.append(self.mark(finding, href=href, hreflang=lang))
        return tuple(marks)
