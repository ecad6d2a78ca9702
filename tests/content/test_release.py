"""A release from the bytes of its file: what it holds, and what is refused with its line."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.release import parse_release
from app.content.site import parse_site
from app.errors import ContentError
from app.model import Release
from tests.newsroom import SITE_YAML, Newsroom

PATH = "content/releases/2026/test.md"
MATTER = "---\ntitle: Test title\nsummary: Test summary\npublished: 2026-01-10 09:30\nsource: {source}\n---\n"
BODY_LINE = 7
"""The line of the file on which the text of a test release begins, 1-based."""

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])


def parse(body: str, source: str = "cy") -> Release:
    return parse_release((MATTER.format(source=source) + body).encode(), PATH)


REFUSALS = {
    "HTML": ("Test.\n\n<div>Test</div>", 3, "HTML"),
    "HTML in a line": ("Test.\n\nTest <b>test</b>.", 3, "HTML"),
    "HTML inside emphasis": ("Test.\n\nTest **<b>test</b>**.", 3, "HTML"),
    "an HTML comment": ("Test.\n\n<!-- test -->", 3, "HTML"),
    "an image": ("Test.\n\n![Test](test.png)", 3, "an image"),
    "an image inside a link": ("Test.\n\n[![Test](test.png)](https://test.example)", 3, "an image"),
    "an image inside emphasis": ("Test.\n\n*Test ![Test](test.png)*", 3, "an image"),
    "a code block": ("Test.\n\n    test", 3, "a code block"),
    "a fenced code block": ("Test.\n\n```\ntest\n```", 3, "a code block"),
    "a rule": ("Test.\n\n***\n\nTest.", 3, "a rule"),
    "a heading of level 1": ("# Test", 1, "a heading of level 1"),
    "a heading of level 1, underlined": ("Test.\n\nTest\n====", 3, "a heading of level 1"),
    "a skipped level": ("Test.\n\n## Test\n\n#### Test", 5, "a heading of level 4 under one of level 2"),
    "a skipped level at once": ("Test.\n\n### Test", 3, "a heading of level 3 under one of level 1"),
    "a heading of level 5": ("## Test\n\n### Test\n\n#### Test\n\n##### Test", 7, "a heading of level 5"),
    "a heading without words": ("Test.\n\n##\n\nTest.", 3, "without words"),
    "a quote without attribution": ("Test.\n\n> Test.", 3, "does not say who said it"),
    "a quote without attribution, of two parts": ("Test.\n\n> Test.\n>\n> Test.", 3, "does not say who said it"),
    "a quote of an attribution alone": ("Test.\n\n> — Test Speaker", 3, "does not say who said it"),
    "a quote of nothing": ("Test.\n\n>", 3, "does not say who said it"),
    "an attribution of dashes alone": ("Test.\n\n> Test.\n>\n> — –", 3, "does not say who said it"),
    "a list in a quote": ("Test.\n\n> - Test.\n>\n> — Test Speaker", 3, "something other than paragraphs in a quote"),
    "a quote in a quote": ("Test.\n\n> > Test.\n>\n> — Test Speaker", 3, "something other than paragraphs in a quote"),
    "a quote in no language": ("Test.\n\n{spoken=fr}\n> Test.\n> — Test Speaker", 4, "{spoken=fr}"),
    "a list item without words": ("Test.\n\n- Test\n-\n- Test", 4, "a list item without words"),
    "a figure of two paragraphs": ("Test.\n\n12\n: test\n\n  test", 4, "a key figure"),
    "a figure of two meanings": ("Test.\n\n12\n: test\n: test", 5, "a key figure"),
    "an address on a line of its own": (
        "Test [test][one].\n\nTest.\n\n[one]: https://test.example",
        5,
        "a link's address on a line of its own",
    ),
    "a link without words": (
        "Test.\n\nTest [](https://test.example).",
        3,
        "test.example has no words",
    ),
    "a link with a space in its address": ("Test.\n\n[Test](https://test.example/a b.pdf)", 3, "“[Test](https://test"),
    "a link with a space before its address": ("Test.\n\n[Test] (https://test.example)", 3, "is no link"),
    "words in no language": ("Test.\n\n[Test]{lang=welsh}", 3, "{lang=welsh}"),
    "a table": ("Test.\n\n| a | b |\n|---|:-:|\n| 1 | 2 |", 3, "a table"),
    "a footnote": ("Test.\n\nTest[^1].", 3, "a footnote"),
    "struck-out words": ("Test.\n\nTest ~~test~~.", 3, "struck-out text"),
    "bullets of a word processor": ("Test.\n\n• Test\n• Test", 3, "a bullet"),
    "the editors' part, with a colon": ("Test.\n\n## Notes to editors:\n\nTest.", 3, "“Notes to editors:”"),
    "the editors' part, in strong words": ("Test.\n\n**Nodiadau i olygyddion**\n\nTest.", 3, "olygyddion"),
    "the editors' part, nearly": ("Test.\n\n## Note to editors\n\nTest.", 3, "“Note to editors”"),
    "an end of its own": ("Test.\n\n-ENDS-", 3, "“-ENDS-”"),
    "an end of its own, in Welsh": ("Test.\n\n**Diwedd**", 3, "“**Diwedd**”"),
    "marks without end": ("Test.\n\n" + "*" * 20_000 + "test" + "*" * 20_000, 1, "marks within marks"),
    "a paragraph that cannot be seen": ("Test.\n\n\x0b\n\nTest.", 3, "without words"),
    "a quote that cannot be seen": ("Test.\n\n> \x0b", 3, "cannot stand in a release"),
}


@SOURCES
@pytest.mark.parametrize(("body", "line", "problem"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_a_release_cannot_hold_is_refused_with_its_line(body: str, line: int, problem: str, source: str) -> None:
    with pytest.raises(ContentError) as told:
        parse(body, source)
    assert problem in told.value.problem
    assert (told.value.path, told.value.line) == (PATH, BODY_LINE + line - 1)
    assert told.value.hint
    assert "\n" not in str(told.value)


def test_what_is_wrong_with_a_link_is_a_sentence_of_its_own() -> None:
    with pytest.raises(ContentError) as told:
        parse("Test [](https://test.example).")
    assert told.value.problem == "the link to https://test.example has no words"


@pytest.mark.parametrize(("source", "heading"), [("cy", "Nodiadau i olygyddion"), ("en", "Notes to editors")])
def test_a_second_part_for_editors_is_refused(source: str, heading: str) -> None:
    with pytest.raises(ContentError) as told:
        parse(f"Test.\n\n## {heading}\n\nTest.\n\n## {heading}\n\nTest.", source)
    assert told.value.line == BODY_LINE + 6
    with pytest.raises(ContentError) as told:
        parse(f"Test.\n\n## {heading}\n\nTest.\n\n## Test\n\nTest.", source)
    assert told.value.line == BODY_LINE + 6
    assert "write it with ###" in told.value.hint


@SOURCES
@pytest.mark.parametrize(
    "body",
    [
        "Test 1 | Test 2\\\nTest -- test ~ test ~~ • 3 [test^1]",
        "Test \\<b> test",
        "Test 1 < 2 and 3 > 2.",
        "`<b>`",
        "Test [words]{lang=en} and [a link](https://test.example).",
        "> Test.\n>   — Test Speaker",
        "> Test\\\n> — Test Speaker",
        "Test — with a dash.",
    ],
    ids=[
        "bars and dashes",
        "an escape",
        "signs",
        "code",
        "a span and a link",
        "an indented speaker",
        "a break",
        "a dash",
    ],
)
def test_what_looks_like_it_is_taken(body: str, source: str) -> None:
    (block,) = parse(body, source).body
    assert block.line == BODY_LINE


@SOURCES
@pytest.mark.parametrize(
    "body", ["Test notes to an editor we know", "The end is near.", "[Ends](https://test.example) here"]
)
def test_what_only_speaks_of_editors_or_ends_is_taken(body: str, source: str) -> None:
    assert len(parse(body, source).body) == 1


HEADS = {
    "a hash in the title": ("title: Test #1 and #2", 2, "what stands after '#' is a comment", "in quotes"),
    "a hash in a note": (
        'title: Test\ncorrections: [{at: 2026-01-11, note: "Test"}, \n  {at: 2026-01-11, note: Test #2\n  }]',
        4,
        "what stands after '#' is a comment",
        "in quotes",
    ),
    "a comma in a note": (
        "title: Test\ncorrections: [{at: 2026-01-11, note: One, and two.}]",
        3,
        "and two.",
        "in quotes",
    ),
    "a tab": ("title: Test\ntopics:\n\t- test", 4, "not YAML", "the place of the tab"),
    "a backslash within quotation marks": ('title: "Test\\q"', 2, "unknown escape character", "a backslash as"),
    "a menu that a release has not": ("title: Test\nmenu: header", 3, "'menu' is not a key", "take it out"),
    "an open quotation mark": ('title: "Test\ndraft: false', 2, "does not close", "close it"),
    "quotation marks within": ('title: "Test "test" test"', 2, "not YAML", "another kind of quotes"),
    "an apostrophe within": ("title: 'Test's test'", 2, "not YAML", "another kind of quotes"),
    "a line that goes on": (
        "title: Test\nsummary: Test\ntest\nsource: en",
        4,
        "no key and ':'",
        "two spaces before it",
    ),
    "no space after a colon": ("title: Test\nsummary:Test\nsource: en", 3, "no space after ':'", "put one there"),
    "no space after the first colon": ("title:Test\nsummary: Test", 2, "no space after ':'", "put one there"),
    "a sign at the beginning": ("title: @test", 2, "not YAML", "sign at its beginning"),
    "a list that is closed otherwise": ("title: Test\ntopics: [test, test}", 3, "not YAML", "': ' or '#'"),
    "a letter that is none": ("title: \x07", 2, "unacceptable character", "plain text"),
    "an asterisk at the beginning": ("title: *Test* test", 2, "not YAML", "sign at its beginning"),
    "curly quotation marks": ("title: “Test: test”", 2, "not YAML", "straight quotation marks"),
    "a correction that is no list": (
        'title: Test\ncorrections: {at: 2026-03-03 10:00, note: "Test."}',
        3,
        "corrections: it is no list",
        "with a hyphen before it",
    ),
    "a topic that is no list": ("title: Test\ntopics: test", 3, "topics: it is no list", "[first, second]"),
    "a word that is neither yes nor no": ("title: Test\ndraft: perhaps", 3, "draft: it is neither", "true or false"),
    "a withdrawal without a reason": ("title: Test\nwithdrawn: yes", 3, "withdrawn: it has no keys", "{at: …"),
    "an hour that comes twice": (
        "title: Test\ncorrections: [{at: 2026-10-25 01:30, note: Test}]",
        3,
        "comes twice",
        "README",
    ),
    "a title that is a list": ("title: [Test]", 2, "title: it is no text", "one line"),
}


def test_a_language_that_no_release_is_written_in_is_told() -> None:
    with pytest.raises(ContentError) as told:
        parse("Test.", source="fr")
    assert (told.value.line, told.value.problem) == (5, "source: 'fr' is not one of 'cy', 'en'")


@pytest.mark.parametrize(("head", "line", "problem", "hint"), HEADS.values(), ids=HEADS.keys())
def test_what_is_wrong_in_a_head_is_told_with_its_line_and_the_way_out(
    head: str, line: int, problem: str, hint: str
) -> None:
    text = MATTER.format(source="cy").replace("title: Test title", head) + "Test."
    with pytest.raises(ContentError) as told:
        parse_release(text.encode(), PATH)
    assert (told.value.line, problem in told.value.problem, hint in told.value.hint) == (line, True, True), told.value
    assert "\n" not in str(told.value)


def test_a_hash_that_begins_no_comment_or_one_that_is_meant_is_let_be() -> None:
    head = 'title: "Test #1"  # in both languages\ntopics: [test] # one\n# and no more\nslug: test # short'
    release = parse_release((MATTER.format(source="cy").replace("title: Test title", head) + "Test.").encode(), PATH)
    assert (release.title.text, release.topics, release.slug.text) == ("Test #1", ("test",), "test")


@SOURCES
def test_the_parts_of_a_release_stand_where_they_were_written(source: str) -> None:
    body = "Test one.\n\n12\n: test\n\n> Test two.\n>\n> — Test Speaker, test role\n\n## Test three\n\n- Test four"
    release = parse(body, source)
    assert [(block.role, block.line - BODY_LINE + 1, block.anchor) for block in release.body] == [
        ("paragraph", 1, "p1"),
        ("figures", 3, "p2"),
        ("quotation", 6, "p3"),
        ("heading", 10, "p4"),
        ("list", 12, "p5"),
    ]
    quotation = release.body[2]
    assert quotation.spoken == source
    assert [(child.role, child.text, child.line - BODY_LINE + 1) for child in quotation.children] == [
        ("quote", "Test two.", 6),
        ("attribution", "Test Speaker, test role", 8),
    ]


@pytest.mark.parametrize(
    ("published", "utc"),
    [
        ("2026-01-10", datetime(2026, 1, 10, 0, 0, tzinfo=UTC)),
        ("2026-01-10 09:30", datetime(2026, 1, 10, 9, 30, tzinfo=UTC)),
        ("2026-07-10 09:30", datetime(2026, 7, 10, 8, 30, tzinfo=UTC)),
        ("2026-07-10T09:30+00:00", datetime(2026, 7, 10, 9, 30, tzinfo=UTC)),
        ("2026-10-25 01:30+00:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),  # the second of two such hours
    ],
)
def test_a_time_is_of_london_unless_it_says_otherwise(published: str, utc: datetime) -> None:
    text = MATTER.format(source="cy").replace("2026-01-10 09:30", published) + "Test."
    release = parse_release(text.encode(), PATH)
    assert release.published
    assert release.published.timestamp() == utc.timestamp()


@pytest.mark.parametrize("at", ["0001-01-01T00:00+10:00", "9999-12-31T23:00-10:00"])
def test_a_time_that_london_cannot_have_is_refused(at: str) -> None:
    text = MATTER.format(source="cy").replace("source:", f"corrections: [{{at: {at}, note: Test}}]\nsource:") + "Test."
    with pytest.raises(ContentError) as told:
        parse_release(text.encode(), PATH)
    assert told.value.line == 5


@pytest.mark.parametrize(
    "path",
    [
        "content/releases/test.md",
        "content/releases/26/test.md",
        "content/releases/2026/01/test.md",
        "content/pages/2026/test.md",
        "content/other/test.md",
        "content/releases/2026/Test.md",
        "content/releases/2026/te--st.md",
        "content/releases/2026/tŵr.md",
        "content/releases/2026/test.txt",
    ],
)
def test_a_file_in_the_wrong_place_is_refused(path: str) -> None:
    with pytest.raises(ContentError) as told:
        parse_release((MATTER.format(source="cy") + "Test.").encode(), path)
    assert (told.value.path, told.value.line) == (path, 1)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (MATTER.format(source="cy").encode() + b"Test.\n\nLlan\xe2.", BODY_LINE + 2),
        (MATTER.format(source="cy").encode() + b"Test.\n\x00", BODY_LINE + 1),
        (b"\xff\xfe" + MATTER.encode("utf-16-le"), 1),
    ],
    ids=["Latin-1", "NUL", "UTF-16"],
)
def test_a_file_that_is_not_text_is_refused(data: bytes, line: int) -> None:
    with pytest.raises(ContentError) as told:
        parse_release(data, PATH)
    assert told.value.line == line


@SOURCES
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(source: str, end: str) -> None:
    text = MATTER.format(source=source) + "Test one\ntwo.\n\n> Test.\n> — Test Speaker\n"
    plain = parse_release(text.encode(), PATH)
    other = parse_release(b"\xef\xbb\xbf" + text.replace("\n", end).encode(), PATH)
    assert (other.body, other.title, other.lines) == (plain.body, plain.title, plain.lines)


# Whatever the bytes

YAML = (
    "---\n",
    "title: ",
    "source: cy\n",
    "published: 2026-01-10\n",
    "corrections: ",
    "[",
    "]",
    "{",
    "}",
    "at: 0001-01-01",
)
MARKDOWN = (
    "> ",
    "— ",
    "- ",
    "1. ",
    "## ",
    ": ",
    "    ",
    "*",
    "**",
    "`",
    "```\n",
    "<b>",
    "![",
    "](",
    ")",
    "&",
    "[a]: b",
)
LETTERS = ("\n", "\n\n", "{spoken=", "\\", "\x0b", "\u2028", "\x00", "\ufeff", "!!python/object", "a", "ŵ", "9")
PIECES = st.sampled_from((*YAML, *MARKDOWN, *LETTERS))
BODIES = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=200), BODIES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_raise_anything_but_a_content_error(data: bytes) -> None:
    for whole in (data, MATTER.format(source="cy").encode() + data, b"---\n" + data + b"\n---\nTest."):
        with suppress(ContentError):
            release = parse_release(whole, PATH)
            assert release.body
            assert all(block.text or block.children for block in release.body)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=200), BODIES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_in_site_yaml_raise_anything_but_a_content_error(data: bytes) -> None:
    for whole in (data, SITE_YAML.encode() + data):
        with suppress(ContentError):
            parse_site(whole)


def test_the_year_of_an_address_is_that_of_london(newsroom: Newsroom) -> None:
    path = newsroom.release("test-hour", year=2018, published="2017-12-31 23:30-05:00")
    assert parse_release((newsroom.root / path).read_bytes(), path).year == 2018


@pytest.mark.parametrize("source", ["cy", "en"])
def test_a_slug_may_differ_from_the_name_of_the_file(newsroom: Newsroom, source: str) -> None:
    newsroom.release("test-name", source=source, front="slug: test-slug")
    newsroom.publish()
    assert [address.rpartition("/")[2] for address in newsroom.live(source)] == ["test-slug"]


@pytest.mark.parametrize("source", ["cy", "en"])
@pytest.mark.parametrize("slug", ["404", "12", "index", "a" * 201])
@pytest.mark.parametrize("written", ["in the head", "as the name of the file"])
def test_a_slug_that_hides_a_list_or_fits_into_no_file_name_is_refused(source: str, slug: str, written: str) -> None:
    head, file = (f'slug: "{slug}"\n', "test") if written == "in the head" else ("", slug)
    path, text = f"content/releases/2026/{file}.md", f"title: Test\nsummary: Test\npublished: 2026-01-10\n{head}"
    with pytest.raises(ContentError) as told:
        parse_release(f"---\n{text}source: {source}\n---\nTest.\n".encode(), path)
    remedy = f"{told.value.problem}; {told.value.hint}"
    assert any(way in remedy for way in ("put a letter in it", "choose another word", "make it shorter")), remedy
