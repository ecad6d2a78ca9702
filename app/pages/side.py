"""A release in both languages, piece beside piece."""

from collections.abc import Sequence
from dataclasses import replace

from app import urls
from app.content.inline import to_text
from app.edition.query import Found
from app.model import LocalisedBlock
from app.pages.parts import Piece
from app.pages.release import piece, quick_exit
from app.pages.shell import View, moment, shell, text
from app.pages.values import SideBySidePage, SideRow


def side_page(view: View, found: Found) -> SideBySidePage:
    """The release that was found, in every language of the site; the reader's own stands first."""
    halves = view.halves(found.release.name)
    langs = (view.lang, *(lang for lang in view.site.languages if lang != view.lang))
    own = [halves[lang] for lang in langs]
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
        rows=_rows([(half.summary, *half.body) for half in own], langs),
        notes=_rows([half.notes for half in own], langs),
        corrections=_rows([tuple(item.note for item in half.corrections) for half in own], langs),
        back=found.addresses[view.lang],
        exit=quick_exit(view, release),
    )


def _rows(columns: Sequence[Sequence[LocalisedBlock]], langs: Sequence[str]) -> tuple[SideRow, ...]:
    """The blocks of each column beside those of the others: both halves of a release have the same, in order."""
    return tuple(
        SideRow(
            blocks[0].anchor,
            tuple(_without_anchors(piece(block, lang)) for block, lang in zip(blocks, langs, strict=True)),
        )
        for blocks in zip(*columns, strict=True)
    )


def _without_anchors(own: Piece) -> Piece:
    """A piece without ids: the row has it, once for both languages."""
    return replace(own, anchor="", children=tuple(_without_anchors(child) for child in own.children))
