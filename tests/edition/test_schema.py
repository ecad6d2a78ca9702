"""What is read and written by pydantic-core with our own schema, against pydantic with the one that it makes."""

from contextlib import closing

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from app.edition.serial import dump_findings, dump_release, load_findings, load_release
from app.edition.store import open_for_reading
from app.model import Finding, LocalisedRelease
from app.wording import Quoted, Wording, said
from tests.search.corpus import newsroom_in


def test_releases_are_read_and_written_as_pydantic_does(tmp_path_factory: pytest.TempPathFactory) -> None:
    newsroom = newsroom_in(tmp_path_factory.mktemp("corpus") / "site")
    theirs = TypeAdapter(LocalisedRelease)
    with closing(open_for_reading(newsroom.folder.edition)) as connection:
        bodies = [body for (body,) in connection.execute("SELECT body FROM half")]
    assert bodies
    for body in bodies:
        release = load_release(body)
        assert release == theirs.validate_json(body)
        assert dump_release(release) == theirs.dump_json(release, exclude_defaults=True).decode() == body


def test_what_is_no_release_is_refused() -> None:
    for body in ("{}", "[]", '{"name": 1}'):
        with pytest.raises(ValidationError):
            load_release(body)


def test_findings_come_back_as_they_were() -> None:
    what = Wording("the translation of “%(text)s” is fuzzy", text=Quoted("Prawf 12", "cy"))
    fix = Wording("%(way)s or %(other)s", way=Wording("say en, cy or both"), other=12)
    found = (Finding("content/a.md", 3, "error", "numbers", what, fix),)
    back = load_findings(dump_findings(found))
    assert back == found
    marks = "[{}]".format
    for one, other in zip((what, fix), (back[0].what, back[0].fix), strict=True):
        assert said(one, marks) == said(other, marks)
    quoted = back[0].what.values["text"]
    assert (quoted, quoted.lang) == ("Prawf 12", "cy")
