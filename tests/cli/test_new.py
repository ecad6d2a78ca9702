"""`new --from`: what a text from elsewhere is as a release, and what is said of what did not come along."""

from base64 import b64decode
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from app.content.inline import to_text
from app.content.release import parse_release
from app.locales import LOCALES, LONDON
from app.model import Release
from tests.newsroom import Newsroom

SOURCES = pytest.mark.parametrize("source", ["cy", "en"])
PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


def begin(newsroom: Newsroom, file: Path, source: str = "en") -> tuple[Release, str, list[str]]:
    """The release that the command makes of a file, its body as it is written, and what is said of it."""
    done = newsroom.inside("new", "test-start", "--source", source, "--from", str(file))
    assert done.returncode == 0, done.stderr
    path = done.stdout.strip()
    data = (newsroom.root / path).read_bytes()
    told = done.stderr.splitlines()
    assert told[-1].startswith("It is a draft")
    return parse_release(data, path), data.decode().split("---\n", 2)[2].strip(), told[:-1]


def begin_text(newsroom: Newsroom, body: str, source: str = "en") -> tuple[Release, str, list[str]]:
    return begin(newsroom, newsroom.write("../test.txt", f"Test headline\n\nTest summary\n\n{body}"), source)


# Plain text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("• First\n• Second", "- First\n- Second"),
        ("Test:\n- a\n- b, which\n  goes on\n\n- c", "Test:\n\n- a\n- b, which goes on\n- c"),
        ("– a\n\n– b\n\nTest", "- a\n- b\n\nTest"),
        ("* a\n  - b\n* c", "- a\n  - b\n- c"),
        ("1. a\n2) b\n   - c\n3. d", "1. a\n2. b\n   - c\n3. d"),
        ("1. a\n2. b\n1. c\n2. d", "1. a\n2. b\n1) c\n2) d"),
        ("• Test", "- Test"),
        ("- Test", r"\- Test"),
        (
            "It said it would\n– and it did –\nwhat it\n– of course – could",
            "It said it would – and it did – what it – of course – could",
        ),
        ("12. Dechrau", r"12\. Dechrau"),
        ("1. Test\n\nTest paragraph\n\n2. Test", "1\\. Test\n\nTest paragraph\n\n2\\. Test"),
        ("12. Mai\n19. Mai", r"12\. Mai 19. Mai"),
        ("Test\n \t\nTest", "Test\n\nTest"),
        ("The road where it\nends", "The road where it ends"),
    ],
)
def test_lists_and_paragraphs_of_a_text_are_those_of_the_release(newsroom: Newsroom, text: str, markdown: str) -> None:
    _, body, told = begin_text(newsroom, text)
    assert (body, told) == (markdown, [])


def test_a_text_reads_as_it_stands(newsroom: Newsroom) -> None:
    lines = """
        Jane <jane@test.example> and <b>, 5 < 6, <!-- x -->
        Smith & Sons &amp; &#65; {lang=cy} [x](https://test.example) [x]{lang=cy} ![x](y) [x]: y
        *a* **a** a*b _a_ __a__ a_b 5 * 6 `a` C:\\temp \\* \\
        # hash|## hash|#1 of 3|> x|: x|~~~|```|---|* * *|___|- - -|+ x|-|*|1. x|1) x|===|{spoken=cy}|x #|<div>
    """.replace("\n", "|")
    words = [line.strip() for line in lines.split("|") if line.strip()]
    release, body, _ = begin_text(newsroom, "\n\n".join(words))
    assert [(block.role, to_text(block.text)) for block in release.body] == [("paragraph", line) for line in words]
    assert "Smith & Sons" in body
    assert r"a_b 5 * 6" in body


def test_headline_and_summary_read_as_they_stand(newsroom: Newsroom) -> None:
    release, _, _ = begin(newsroom, newsroom.write("../test.txt", "Test *headline* [x](y)\n\n# <b> summary\n\nTest"))
    assert to_text(release.title.text) == "Test *headline* [x](y)"
    assert to_text(release.summary.text) == "# <b> summary"


@pytest.mark.parametrize("above", ["PRESS RELEASE", "*Datganiad i’r Wasg:*", "News release\n\nFor immediate release"])
def test_what_stands_above_a_headline_is_none(newsroom: Newsroom, above: str) -> None:
    text = f"{above}\n\nPress release rules change\n\nTest summary\n\nPress release"
    release, body, told = begin(newsroom, newsroom.write("../test.txt", text))
    assert (release.title.text, release.summary.text) == ("Press release rules change", "Test summary")
    assert body == "Press release"
    assert told == [
        f"The line '{line}' was left out: a release begins with its headline" for line in above.split("\n\n")
    ]


UNTIL = "2026-11-30 00:01"
EMBARGOES = [
    ("EMBARGO: 00:01, 30 Tachwedd 2026", UNTIL),
    ("Dan embargo tan 00.01 ddydd Llun, 30ain o Dachwedd 2026", UNTIL),
    ("Ni ddylid cyhoeddi na darlledu cyn 9yb ar 1 Rhagfyr 2026", "2026-12-01 09:00"),
    ("DATGANIAD I’R WASG – O DAN EMBARGO HYD 2.30 Y PRYNHAWN DYDD MAWRTH 1 RHAGFYR 2026", "2026-12-01 14:30"),
    ("Embargo tan hanner dydd, 1/12/2026", "2026-12-01 12:00"),
    ("Embargo:\n00:01, 30 Tachwedd 2026", UNTIL),
    ("EMBARGOED UNTIL 00:01 MONDAY 30 NOVEMBER 2026", UNTIL),
    ("*Strictly embargoed until 0001hrs GMT on Monday, 30th November 2026*", UNTIL),
    ("NEWS RELEASE: under embargo till 12.01am on Mon 30 Nov 2026", UNTIL),
    ("Not for publication or broadcast before 9.30am (UK time) on July 1, 2026.", "2026-07-01 09:30"),
    ("EMBARGOED UNTIL\n12 noon on 30 November 2026", "2026-11-30 12:00"),
    ("EMBARGO 00:01\n30 November 2026", UNTIL),
    ("Embargo: 09:30 BST, 1 July 2026\nEmbargo: 09:30, 1 Gorffennaf 2026", "2026-07-01 09:30"),
]


@SOURCES
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize(("embargo", "moment"), EMBARGOES)
def test_an_embargo_above_the_headline_is_that_of_the_release(
    newsroom: Newsroom, embargo: str, moment: str, apart: str, source: str
) -> None:
    above = apart.join([embargo, "DATGANIAD NEWYDDION / NEWS RELEASE", "Wednesday 25 November 2026"])
    text = f"{above}\n\nCouncil opens new library\n\nTest summary\n\nTest text"
    release, body, told = begin(newsroom, newsroom.write("../test.txt", text), source)
    assert (release.title.text, release.summary.text) == ("Council opens new library", "Test summary")
    assert body == "Test text"
    assert release.published == datetime.fromisoformat(moment).replace(tzinfo=LONDON)
    assert release.draft
    assert {line.split(" was left out: ")[1] for line in told[:-2]} == {f"'published' is {moment}"}
    assert told[-1] == "The line 'Wednesday 25 November 2026' was left out: a release begins with its headline"


@pytest.mark.parametrize(
    "embargo",
    [
        "Dan embargo tan 00:01 dydd Mawrth 30 Tachwedd 2026",
        "EMBARGO: 25:01, 31 Tachwedd 2026",
        "EMBARGO\n\n30 Tachwedd 2026",
        "Ni ddylid cyhoeddi cyn i’r Gweinidog siarad",
        "EMBARGOED UNTIL 00:01 TUESDAY 30 NOVEMBER 2026",
        "Embargoed until 00:01 EST on 30 November 2026",
        "Embargoed until 09:30 BST on 30 November 2026",
        "Embargo: 00:01 on 30 November or 1 December 2026",
        "Embargoed until 00:01 on 30 November",
        "Embargoed until midnight on 30 November 2026",
    ],
)
def test_an_embargo_that_can_be_read_in_two_ways_is_told_and_left_to_the_writer(
    newsroom: Newsroom, embargo: str
) -> None:
    text = f"{embargo}\n\nCouncil opens new library\n\nTest summary\n\nTest text"
    release, body, told = begin(newsroom, newsroom.write("../test.txt", text))
    assert (release.title.text, body, release.draft) == ("Council opens new library", "Test text", True)
    line = embargo.split("\n")[0]
    assert told[0] == (
        f"The line '{line}' was left out, and its embargo was not understood: put it in 'published' yourself"
    )


def test_an_embargo_without_an_hour_keeps_the_day_and_says_what_it_lacks(newsroom: Newsroom) -> None:
    for source, line in (("cy", "Embargo tan 30 Tachwedd 2026"), ("en", "Embargoed until Monday 30 November 2026")):
        file = newsroom.write("../test.txt", f"{line}\n\nTest headline {source}\n\nTest summary\n\nTest text")
        release, _, told = begin(newsroom, file, source)
        assert release.published == datetime(2026, 11, 30, 9, tzinfo=LONDON)
        (said,) = told
        assert said.startswith(f"The line '{line}' was left out: 'published' is 2026-11-30 09:00, but it names no time")
        (newsroom.root / release.path).unlink()


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo ar arfau yn dod i ben ar 30 Tachwedd 2026",
        "Embargo on arms sales ends on 30 November 2026",
        "Press release rules change on 30 November 2026",
        "30 November 2026: the day the library opens",
        "Until Monday",
    ],
)
def test_a_headline_about_an_embargo_or_a_day_is_one(newsroom: Newsroom, headline: str) -> None:
    release, _, told = begin(newsroom, newsroom.write("../test.txt", f"{headline}\n\nTest summary\n\nTest text"))
    assert (release.title.text, told) == (headline, [])


@SOURCES
@pytest.mark.parametrize("looks", ["{}", "{}:", "**{}**"])
def test_notes_to_editors_open_and_an_ending_line_is_left_out(newsroom: Newsroom, source: str, looks: str) -> None:
    heading = LOCALES[source].notes_heading.capitalize()
    text = f"Test text\n-ends-\n{looks.format(heading.upper())}\nTest contact\nDiwedd"
    release, body, told = begin_text(newsroom, text, source)
    assert body == f"Test text\n\n## {heading}\n\nTest contact"
    assert [block.text for block in release.notes] == ["Test contact"]
    assert [line.split(" was left out")[0] for line in told] == ["The line '-ends-'", "The line 'Diwedd'"]


# Markdown


def test_markdown_with_a_head_keeps_its_title_and_summary_and_all_of_its_body(newsroom: Newsroom) -> None:
    head = "---\ntitle: 'Test: *old*'\nsummary: Old summary\nsource: cy\ntags: [a]\n---\n"
    file = newsroom.write("../test.md", f"{head}\nFirst\n\nSecond\n\n- a\n- b\n")
    release, body, told = begin(newsroom, file)
    assert (release.title.text, release.summary.text, release.source) == ("Test: *old*", "Old summary", "en")
    assert body == "First\n\nSecond\n\n- a\n- b"
    assert told == ["Of the head of test.md only title and summary are taken, not: source, tags"]


def test_markdown_without_a_head_begins_with_headline_and_summary(newsroom: Newsroom) -> None:
    file = newsroom.write("../test.md", "# Test *headline*\nTest\nsummary\n \n- a\n\n  b\n")
    release, body, told = begin(newsroom, file)
    assert (release.title.text, release.summary.text, body, told) == (
        "Test *headline*",
        "Test summary",
        "- a\n\n  b",
        [],
    )


def test_markdown_without_a_head_may_have_an_embargo_above_its_headline(newsroom: Newsroom) -> None:
    above = "**EMBARGO: 00:01, 30 Tachwedd 2026**\nDatganiad i’r Wasg\n==================\n"
    release, body, told = begin(newsroom, newsroom.write("../test.md", f"{above}\n# Test headline\n\nTest\n\n- a\n"))
    assert (release.title.text, release.summary.text, body) == ("Test headline", "Test", "- a")
    assert release.published == datetime(2026, 11, 30, 0, 1, tzinfo=LONDON)
    assert len(told) == 2


def test_markdown_that_goes_on_with_a_list_has_no_summary(newsroom: Newsroom) -> None:
    release, body, _ = begin(newsroom, newsroom.write("../test.md", "Test\n\n- a\n- b\n"))
    assert (release.title.text, release.summary.text, body) == ("Test", "…", "- a\n- b")


# Word


def word(newsroom: Newsroom) -> Document:
    document = docx.Document()
    document.add_paragraph("Test headline", style="Title")
    document.add_paragraph().add_run("Test summary").bold = True
    return document


def begin_word(newsroom: Newsroom, document: Document) -> tuple[str, list[str]]:
    file = newsroom.root.parent / "test.docx"
    document.save(str(file))
    release, body, told = begin(newsroom, file)
    assert (release.title.text, release.summary.text) == ("Test headline", "Test summary")
    return body, told


def put(document: Document, xml: str) -> None:
    """Puts elements of WordprocessingML before the end of the document."""
    newer = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    wrapped = parse_xml(f"<w:body {nsdecls('w', 'r', 'm')} {newer}>{xml}</w:body>")
    for element in list(wrapped):
        document.element.body.insert(len(document.element.body) - 1, element)


UNBOLD = '<w:b w:val="0"/>'


def run(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_bold_headline_below_what_announces_it_is_no_heading(newsroom: Newsroom) -> None:
    document = docx.Document()
    for text in ("NEWS RELEASE", "Test headline", "Test summary"):
        document.add_paragraph().add_run(text).bold = True
    document.add_paragraph("Test")
    told = ["The line 'NEWS RELEASE' was left out: a release begins with its headline"]
    assert begin_word(newsroom, document) == ("Test", told)


def test_a_document_may_have_an_embargo_above_its_headline(newsroom: Newsroom) -> None:
    document = docx.Document()
    file = newsroom.root.parent / "test.docx"
    document.add_paragraph().add_run("EMBARGOED UNTIL 00:01 MONDAY 30 NOVEMBER 2026").bold = True
    document.add_heading("NEWS RELEASE", 1)
    for text in ("Wednesday 25 November 2026", "Council opens new library", "Test summary", "Test text", "ENDS"):
        document.add_paragraph(text)
    document.save(str(file))
    release, body, told = begin(newsroom, file)
    assert (release.title.text, release.summary.text) == ("Council opens new library", "Test summary")
    assert body == "Test text"
    assert release.published == datetime(2026, 11, 30, 0, 1, tzinfo=LONDON)
    assert [line.split(" was left out: ")[1] for line in told] == [
        f"'published' is {UNTIL}",
        "a release begins with its headline",
        "a release begins with its headline",
        "the page has its own",
    ]


@pytest.mark.parametrize("style", ["Quote", "Intense Quote", "Quotations", "Block Text"])
def test_paragraphs_in_a_style_for_quotations_are_one_where_the_last_says_who_spoke(
    newsroom: Newsroom, style: str
) -> None:
    document = word(newsroom)
    if style not in {each.name for each in document.styles}:  # as other programs than Word call theirs
        document.styles.add_style(style, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Test paragraph.")
    for text in ("“Test words.", "- more of them.”", "– Test Person, Test role"):
        document.add_paragraph(text, style=style)
    document.add_paragraph("Between.")
    document.add_paragraph("“Nobody said this.”", style=style)
    document.add_paragraph("—", style=style)
    quote = "> “Test words.\n>\n> \\- more of them.”\n>\n> — Test Person, Test role"
    body, told = begin_word(newsroom, document)
    assert (body, told) == (f"Test paragraph.\n\n{quote}\n\nBetween.\n\n“Nobody said this.”\n\n—", [])


def test_a_list_of_another_kind_stands_apart(newsroom: Newsroom) -> None:
    document = word(newsroom)
    for text, style in (("one", "List Bullet"), ("two", "List Bullet"), ("three", "List Number")):
        document.add_paragraph(text, style=style)
    assert begin_word(newsroom, document) == ("- one\n- two\n\n1. three", [])


def test_tracked_changes_are_accepted(newsroom: Newsroom) -> None:
    document = word(newsroom)
    put(document, f"<w:p>{run('The council will ')}<w:ins>{run('not ')}</w:ins>{run('close the road.')}</w:p>")
    put(document, f"<w:p>{run('Was ')}<w:del><w:r><w:delText>fif</w:delText></w:r></w:del>{run('15')}</w:p>")
    put(document, f"<w:p><w:moveFrom>{run('Moved')}</w:moveFrom></w:p><w:p><w:moveTo>{run('Moved')}</w:moveTo></w:p>")
    put(document, f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('One ')}</w:p><w:p>{run('paragraph')}</w:p>")
    row = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc></w:tr>"
    put(document, f"<w:tbl>{row.format('<w:trPr><w:del/></w:trPr>', run('Gone'))}{row.format('', run('Row'))}</w:tbl>")
    assert begin_word(newsroom, document) == (
        "The council will not close the road.\n\nWas 15\n\nMoved\n\nOne paragraph\n\nRow",
        [],
    )


def test_words_in_content_controls_arrive(newsroom: Newsroom) -> None:
    document = word(newsroom)
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    put(document, control.format(f"<w:p>{run('Block')}</w:p>"))
    put(document, f"<w:p>{run('A ')}{control.format(run('part'))}</w:p>")
    assert begin_word(newsroom, document) == ("Block\n\nA part", [])


def test_what_word_asks_for_in_a_content_control_is_no_text(newsroom: Newsroom) -> None:
    document = word(newsroom)
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    put(document, control.format(f"<w:p>{run('Click here to enter text.')}</w:p>"))
    put(document, f"<w:p>{run('On ')}{control.format(run('a date'))}{run('it opens.')}</w:p>")
    assert begin_word(newsroom, document) == (
        "On it opens.",
        ["controls that nobody filled in (2), left out: Click here to enter text.; a date"],
    )


def test_links_bold_and_italics_arrive(newsroom: Newsroom) -> None:
    document = word(newsroom)
    address = "https://test.example/a_(b)?c=1"
    link = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    put(
        document,
        f'<w:p>{run("See ")}<w:hyperlink r:id="{link}">{run("our ")}{run("[page]", "<w:b/>")}</w:hyperlink>.</w:p>',
    )
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = '<w:r><w:instrText> HYPERLINK "https://old.example" </w:instrText></w:r>'
    put(
        document,
        f"<w:p>{field.format('begin')}{instruction}{field.format('separate')}{run('Old')}{field.format('end')}</w:p>",
    )
    put(
        document,
        f"<w:p>{run('A ')}{run('bold ', '<w:b/>')}{run('word*', '<w:b/>')}{run(', ')}{run('so', '<w:i/>')}</w:p>",
    )
    put(document, f"<w:p>{run('Not', UNBOLD)}</w:p>")
    body, told = begin_word(newsroom, document)
    assert body == (
        "See [our \\[page\\]](https://test.example/a_\\(b\\)?c=1)\n\n[Old](https://old.example)\n\n"
        "A **bold word\\***, *so*\n\nNot"
    )
    assert told == []


@pytest.mark.parametrize(
    ("instruction", "markdown"),
    [
        ('HYPERLINK "https://test.example/a" \\l "part"', "[Words](https://test.example/a#part)"),
        ('HYPERLINK \\t "_blank" "https://test.example/a" \\o "A tip"', "[Words](https://test.example/a)"),
        ("hyperlink https://test.example/a \\m", "[Words](https://test.example/a)"),
        ('HYPERLINK \\l "_Toc1"', "Words"),
        ('REF "https://test.example/a"', "Words"),
    ],
)
def test_a_field_is_a_link_to_where_its_code_leads(newsroom: Newsroom, instruction: str, markdown: str) -> None:
    document = word(newsroom)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
    put(document, f"<w:p>{mark.format('begin')}{code}{mark.format('separate')}{run('Words')}{mark.format('end')}</w:p>")
    assert begin_word(newsroom, document) == (markdown, [])


def test_what_cannot_be_written_with_marks_comes_as_words_and_is_told(newsroom: Newsroom) -> None:
    document = word(newsroom)
    document.add_paragraph().add_run("Test section").bold = True
    put(document, f"<w:p>{run('He:', '<w:b/>')}{run('so')}</w:p>")
    put(document, f"<w:p>{run('Will ')}{run('not ', '<w:strike/>')}{run('close')}</w:p>")
    put(document, f"<w:p>{run('Seen')}{run('unseen', '<w:vanish/>')}</w:p>")
    link = document.part.relate_to("file:///secret", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    put(document, f'<w:p><w:hyperlink r:id="{link}">{run("Plan")}</w:hyperlink></w:p>')
    assert begin_word(newsroom, document) == (
        "Test section\n\nHe:so\n\nWill not close\n\nSeen\n\nPlan",
        [
            "hidden texts (1), left out: unseen",
            "links (1), left out: file:///secret",
            "Bold throughout, plain here; write ## before it if it is a heading: Test section",
            "Bold, italics or links were lost: He:so",
            "Struck through in the document, plain here: not ",
        ],
    )


def test_lists_arrive_with_their_numbers_and_depths(newsroom: Newsroom) -> None:
    document = word(newsroom)
    document.add_paragraph("a", style="List Bullet")
    document.add_paragraph("b", style="List Bullet 2")
    document.add_paragraph("1. c", style="List Bullet")
    document.add_paragraph("Between")
    for text in ("one", "two"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("Between")
    document.add_paragraph("three", style="List Number")
    document.add_paragraph("• typed")
    document.add_paragraph("• so too")
    body, told = begin_word(newsroom, document)
    assert body == ("- a\n  - b\n- 1\\. c\n\nBetween\n\n1. one\n2. two\n\nBetween\n\n3. three\n\n- typed\n- so too")
    assert told == []


def numbered(document: Document, text: str, list_id: int, depth: int) -> Paragraph:
    paragraph = document.add_paragraph(text)
    place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(place))
    return paragraph


def test_lists_are_read_as_their_definitions_say(newsroom: Newsroom) -> None:
    document = word(newsroom)
    forms = ((0, "decimal"), (1, "lowerLetter"), (2, "bullet"))
    levels = "".join(f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/></w:lvl>' for n, form in forms)
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    for list_id, override in ((90, ""), (91, again)):
        number = f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="90"/>{override}</w:num>'
        numbering.append(parse_xml(number))
    for text, list_id, depth in (
        ("one", 90, 0),
        ("letter", 90, 1),
        ("point", 90, 2),
        ("letter b", 90, 1),
        ("two", 90, 0),
        ("one again", 91, 0),
        ("two again", 91, 0),
    ):
        numbered(document, text, list_id, depth)
    body, told = begin_word(newsroom, document)
    assert body == "1. one\n   1. letter\n      - point\n   2. letter b\n2. two\n1) one again\n2) two again"
    assert told == ["The letters or Roman numbers of a list became 1, 2, 3: letter; letter b"]


def table(document: Document, *rows: tuple[str, ...]) -> None:
    made = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = True


def test_tables_arrive_as_key_figures_or_as_lists(newsroom: Newsroom) -> None:
    document = word(newsroom)
    document.add_paragraph("Test")
    table(document, ("Warrants", "486"), ("Arrests", "£1,339"))
    document.add_paragraph("Test")
    table(document, ("Town", "2024", "2025"), ("Caerffili", "1", ""), ("Bala", "", "2*"))
    table(document, ("Ffôn", "02920180199"))
    body, told = begin_word(newsroom, document)
    assert body == (
        "Test\n\n486\n: Warrants\n\n£1,339\n: Arrests\n\nTest\n\n"
        "- Town: 2024; 2025\n- Caerffili: 1\n- Bala: 2\\*\n- Ffôn: 02920180199"
    )
    assert told == ["A table was written as a list, one row an item: Town; 2024; 2025; Ffôn; 02920180199"]


def test_headings_notes_and_ends_of_a_document_are_those_of_a_release(newsroom: Newsroom) -> None:
    document = word(newsroom)
    document.add_paragraph("# Test <b>")
    heading = document.add_heading("Test section #", 1)
    heading.runs[0].bold = True
    document.add_heading("Test deep", 4)
    document.add_paragraph("ENDS")
    document.add_paragraph().add_run("Notes to Editors:").bold = True
    document.add_heading("About", 1)
    document.add_paragraph("Test contact\nTest telephone")
    body, told = begin_word(newsroom, document)
    assert body == (
        "\\# Test \\<b>\n\n## Test section \\#\n\n### Test deep\n\n## Notes to editors\n\n### About\n\n"
        "Test contact Test telephone"
    )
    assert told == ["The line 'ENDS' was left out: the page has its own"]


def test_a_number_above_the_line_is_no_part_of_the_one_before_it(newsroom: Newsroom) -> None:
    document = word(newsroom)
    above = '<w:vertAlign w:val="superscript"/>'
    put(
        document,
        f"<w:p>{run('The 1')}{run('st', above)}{run(' has 10')}{run('3', above)}{run(' m')}{run('2', above)}</w:p>",
    )
    put(document, f"<w:p>{run('So 10')}{run('6', above)}</w:p>")
    assert begin_word(newsroom, document) == (
        "The 1st has 10³ m²\n\nSo 106",
        ["A number above the line in the document, on it here: 6"],
    )


def test_headings_are_known_by_their_outline_level_whatever_their_style_is_called(newsroom: Newsroom) -> None:
    document = word(newsroom)
    style = document.styles.add_style("Council subhead", WD_STYLE_TYPE.PARAGRAPH)
    level = f'<w:outlineLvl {nsdecls("w")} w:val="{{}}"/>'
    style.element.get_or_add_pPr().append(parse_xml(level.format(1)))
    document.add_paragraph("Test section", style=style)
    document.add_paragraph("Test part")._p.get_or_add_pPr().append(parse_xml(level.format(2)))
    document.add_heading("Test text", 1)._p.get_or_add_pPr().append(parse_xml(level.format(9)))
    assert begin_word(newsroom, document) == ("## Test section\n\n### Test part\n\nTest text", [])


def test_each_kind_of_thing_that_a_release_cannot_hold_is_told(newsroom: Newsroom) -> None:
    document = word(newsroom)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Embargo: Test"
    section.footer.paragraphs[0].text = "Test footer"
    paragraph = document.add_paragraph("Test")
    for _ in range(2):
        drawing = paragraph.add_run().add_picture(BytesIO(PIXEL))
        drawing._inline.docPr.set("descr", "A bus")
    document.add_comment(paragraph.runs[0], "Test comment")
    put(document, f"<w:p>{run('Sum')}<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>")
    put(document, '<w:p><w:r><w:t>Note</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    both = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    put(document, f"<w:p>{both.format(run('Once'))}<w:unknown>{run('Elsewhere')}</w:unknown></w:p>")
    box = f"<w:pict><w:txbxContent><w:p>{run('Boxed')}</w:p><w:p>{run('words')}</w:p></w:txbxContent></w:pict>"
    put(document, f"<w:p>{run('Box')}<w:r>{both.format(box)}</w:r></w:p>")
    body, told = begin_word(newsroom, document)
    assert body == "Test\n\nSum\n\nNote\n\nOnce\n\nBox"
    assert sorted(told) == [
        "comments (1), left out",
        "footers (1), left out: Test footer",
        "footnotes (1), left out",
        "formulas (1), left out: a+b",
        "headers (1), left out: Embargo: Test",
        "other parts (1), left out: Elsewhere",
        "pictures (2), left out: A bus",
        "text boxes (1), left out: Boxed words",
    ]


def test_a_document_that_cannot_be_read_is_told_with_what_to_do_in_word(newsroom: Newsroom) -> None:
    word(newsroom).save(str(newsroom.root.parent / "test.docx"))
    file = newsroom.root.parent / "macros.docx"
    with ZipFile(newsroom.root.parent / "test.docx") as given, ZipFile(file, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            made.writestr(name, data.replace(b"wordprocessingml.document.main", b"macroEnabled.main"))
    done = newsroom.inside("new", "test-start", "--from", str(file))
    assert done.returncode == 2
    assert done.stderr.startswith("datganiad: macros.docx:1: this is not a Word document that can be read; open it in ")


def test_a_document_that_no_memory_could_hold_is_not_unpacked(newsroom: Newsroom) -> None:
    file = newsroom.root.parent / "bomb.docx"
    word(newsroom).save(str(file))
    with (
        ZipFile(file, "a", ZIP_DEFLATED, compresslevel=1) as parts,
        parts.open("word/media/a.png", "w") as part,
    ):
        for _ in range(257):
            part.write(bytes(1024**2))
    done = newsroom.inside("new", "test-start", "--from", str(file))
    assert done.returncode == 2
    assert done.stderr == (
        "datganiad: bomb.docx:1: unpacked, this document is too large; take its pictures out, and save it again\n"
    )


# What is still to write


@SOURCES
def test_what_nobody_has_written_yet_does_not_go_live(newsroom: Newsroom, source: str) -> None:
    path = newsroom.inside("new", "test-start", "--source", source).stdout.strip()
    newsroom.edit(path, "draft: true\n", "")
    newsroom.write(
        path, (newsroom.root / path).read_text("utf-8").replace("published: 20", "published: 2001-01-01 # 20")
    )
    elsewhere = path.replace(path.split("/")[2], "2001")
    newsroom.write(elsewhere, (newsroom.root / path).read_bytes())
    (newsroom.root / path).unlink()
    newsroom.translate(elsewhere)
    (outcome,) = newsroom.publish().waiting
    assert [(finding.check, finding.line) for finding in outcome.blockers] == [
        ("unwritten", 2),
        ("unwritten", 3),
        ("unwritten", 10),
    ]
    assert not newsroom.seen()
