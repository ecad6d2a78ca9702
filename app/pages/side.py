"""A release in both languages, piece beside piece."""

from collections.abc import Sequence

from app import urls
from app.content.inline import to_text
from app.edition.found import Found
from app.pages.parts import Piece
from app.pages.release import piece, quick_exit, release_alone
from app.pages.shell import View, moment, shell, text
from app.pages.values import SideBySidePage, SideRow


def side_page(view: View, found: Found) -> SideBySidePage:
    """The release that was found, in every language of the site; the reader's own stands first."""
    halves = view.halves(found.release.name)
    langs = (view.lang, *(lang for lang in view.site.languages if lang != view.lang))
    own = [halves[lang] for lang in langs]
    pages = [release_alone(view.speaking(half.lang), half, found.addresses) for half in own]
    release = found.release
    assert release.published is not None
    return SideBySidePage(
        shell=shell(
            view,
            title=to_text(release.title.text),
            description=to_text(release.summary.text),
            addresses={lang: urls.side_by_side(lang, path) for lang, path in found.addresses.items()},
        ),
        langs=langs,
        titles=tuple(text(half.title) for half in own),
        published=tuple(moment(release.published, lang) for lang in langs),
        updated=tuple(page.updated for page in pages if page.updated),
        rows=_rows(
            [(piece(half.summary, each), *page.body) for half, page, each in zip(own, pages, langs, strict=True)]
        ),
        notes=_rows([page.notes for page in pages]),
        corrections=tuple(
            SideRow(
                items[0].note.anchor,
                tuple(piece(item.note, each) for item, each in zip(items, langs, strict=True)),
                tuple(moment(item.at, each) for item, each in zip(items, langs, strict=True)),
            )
            for items in zip(*(half.corrections for half in own), strict=True)
        ),
        back=found.addresses[view.lang],
        exit=quick_exit(view, release),
    )


def _rows(columns: Sequence[Sequence[Piece]]) -> tuple[SideRow, ...]:
    """The pieces of each column beside those of the others: both halves of a release have the same, in order."""
    return tuple(SideRow(pieces[0].anchor, pieces) for pieces in zip(*columns, strict=True))
