"""Reading and writing .po files: nothing is lost, and what GNU gettext would refuse is refused with its line."""

import io
import re
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import po
from app.catalogue import save as saving
from app.catalogue.parts import read_parts
from app.catalogue.po import read_po
from app.catalogue.read import read_catalogue
from app.catalogue.save import save
from app.errors import CatalogueError, ConflictError
from app.locales import LOCALES

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: cy\\n"\n"MIME-Version: 1.0\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    f'"Plural-Forms: {LOCALES["cy"].plural_forms}\\n"\n'
)
FIRST = HEADER.count("\n") + 2
"""The line of what follows the header and a blank line, 1-based."""

HARD = {
    "nothing": "",
    "a header alone": HEADER,
    "a plain message": HEADER + '\nmsgid "Test"\nmsgstr "Prawf"\n',
    "no header": 'msgid "Test"\nmsgstr "Prawf"\n',
    "an obsolete message": HEADER + '\n# Test note\n#, fuzzy\n#~ msgctxt "title"\n#~ msgid "Test"\n#~ msgstr "Prawf"\n',
    "an obsolete message with its previous text": HEADER + '\n#~| msgid "Old"\n#~ msgid "Test"\n#~ msgstr "Prawf"\n',
    "a previous text": HEADER + '\n#, fuzzy\n#| msgctxt "title"\n#| msgid "Old"\nmsgid "Test"\nmsgstr "Prawf"\n',
    "every kind of comment": HEADER
    + "\n# One\n#  two\n#\n#. Three\n#: test.md:1 test.md:2\n#, no-check-numbers, fuzzy\n"
    + 'msgid "Test"\nmsgstr "Prawf"\n',
    "comments in another order": HEADER + '\n#: test.md:1\n#, fuzzy\n#. Three\n# One\nmsgid "Test"\nmsgstr "Prawf"\n',
    "comments at the end": HEADER + '\nmsgid "Test"\nmsgstr "Prawf"\n\n# The end\n# of it\n',
    "wrapped strings": HEADER + '\nmsgid ""\n"Test "\n"words"\nmsgstr ""\n"Geiriau "\n"prawf"\n',
    "strings on one line": HEADER + '\nmsgid "Test " "words"\nmsgstr "Geiriau " "prawf"\n',
    "plural forms": HEADER
    + '\nmsgid "%(num)s test"\nmsgid_plural "%(num)s tests"\n'
    + "".join(f'msgstr[{form}] "%(num)s prawf {form}"\n' for form in range(6)),
    "escapes": HEADER + '\nmsgid "a\\tb\\n\\"c\\"\\\\ \\x41 \\101"\nmsgstr "\\a\\b\\f\\r\\v"\n',
    "no final newline": HEADER + '\nmsgid "Test"\nmsgstr "Prawf"',
    "blank lines": "\n\n" + HEADER + '\n\n\nmsgid "Test"\nmsgstr "Prawf"\n\n\n',
    "no blank lines": HEADER + 'msgid "Test"\nmsgstr "Prawf"\nmsgid "Again"\nmsgstr "Eto"\n',
    "spaces": HEADER + '\n  msgid   "Test"  \n\tmsgstr\t"Prawf" \n \n',
    "no space": HEADER + '\nmsgid"Test"\nmsgstr"Prawf"\n',
    "odd headers": HEADER.replace('"Language', '"X-Test: a: b\\n"\n"X-Empty:\\n"\n"no colon\\n"\n"Language'),
    "a header with flags and notes": "# Test note\n#, fuzzy\n" + HEADER,
    "the same text in two contexts": HEADER
    + '\nmsgctxt "title"\nmsgid "Test"\nmsgstr "A"\n\nmsgid "Test"\nmsgstr "B"\n',
    "letters of Welsh": HEADER + '\nmsgid "Tŷ"\nmsgstr "Âêîôûŵŷ ’“” — …"\n',
    "a string after a blank line": HEADER + '\nmsgid "Test"\nmsgstr "Prawf"\n\n" eto"\n',
    "two messages on a line": HEADER + '\nmsgid "Test" msgstr "Prawf" msgid "Again" msgstr "Eto"\n',
    "flags above a blank line": HEADER + '\n#, fuzzy\n\n# Note\nmsgid "Test"\nmsgstr "Prawf"\n',
    "a line folded with a backslash": HEADER + '\nmsgid "Test \\\nwords"\nmsgstr \\\n"Prawf"\n',
    "a comment folded with a backslash": HEADER
    + '\n# C:\\test\\\n#, fuzzy\n#. D:\\\nmsgid "gone"\n#: test.md:1\nmsgid "Test"\nmsgstr "Prawf"\n',
    "letters as bytes": HEADER + '\nmsgid "Test"\nmsgstr "T\\305\\267, d\\xc5\\xb5r"\n',
    "half a letter as bytes": HEADER + '\nmsgid "Test"\nmsgstr "T\\305"\n',
    "other white space": HEADER + '\n\fmsgid\v"Test"\t\nmsgstr\r"Prawf"\n',
    "obsolete plural forms": HEADER
    + '\n#~ msgid "%(num)s test"\n#~ msgid_plural "%(num)s tests"\n#~ msgstr[0] "a"\n#~ msgstr[1] "b"\n',
    "an obsolete message with notes": HEADER
    + '\n# Note\n#. Gone\n#, fuzzy\n#~| msgctxt "title"\n#~| msgid ""\n#~| "Old"\n#~ msgctxt "title"\n#~ msgid "Test"\n'
    + '#~ msgstr ""\n#~ "Pra"\n#~ "wf"\n',
    "a plural's previous text": HEADER
    + '\n#, fuzzy\n#| msgid "%(num)s try"\n#| msgid_plural "%(num)s tries"\nmsgid "%(num)s test"\n'
    + 'msgid_plural "%(num)s tests"\n'
    + "".join(f'msgstr[{form}] "%(num)s prawf {form}"\n' for form in range(6)),
    "an empty obsolete mark": HEADER + '\n#~\n#~|\nmsgid "Test"\n#~\nmsgstr "Prawf"\n#~ \n"x"\n',
    "an empty context": HEADER + '\nmsgctxt ""\nmsgid "Test"\nmsgstr "A"\n\nmsgid "Test"\nmsgstr "B"\n',
    "an empty text in a context": HEADER + '\nmsgctxt "title"\nmsgid ""\nmsgstr "Prawf"\n',
    "empty comments": HEADER + '\n#\n#.\n#:\n#,\nmsgid "Test"\nmsgstr "Prawf"\n',
    "flags without order": HEADER
    + '\n#,fuzzy,,  python-format ,no-wrap\n#, range: 0..5\nmsgid "Test"\nmsgstr "Prawf"\n',
    "no space before a string": HEADER + '\nmsgid "Test"" words"\nmsgstr"Geiriau"" prawf"\n',
    "a comment that looks like a message": HEADER + '\n# msgid "Test"\n#msgstr "x"\nmsgid "Test"\nmsgstr "Prawf"\n',
    "a very long line": HEADER + f'\nmsgid "Test"\nmsgstr "{"Prawf " * 3000}"\n',
    "mixed line ends": HEADER.replace("\n", "\r\n") + '\nmsgid "Test"\nmsgstr "Prawf"\r\n',
}


@pytest.mark.parametrize("form", ["as it is", "CRLF", "BOM", "CRLF and BOM"])
@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_what_is_read_is_written_to_the_byte(text: str, form: str) -> None:
    data = text.encode()
    if "CRLF" in form:
        text = text.replace("\\\n", "")  # a backslash folds a line only where it stands right before the line feed
        data = text.encode().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if "BOM" in form:
        data = b"\xef\xbb\xbf" + data
    assert read_po(data, "test.po").encode() == data


def test_latin_1_that_says_so_is_read_and_written() -> None:
    data = (HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "Test"\nmsgstr "Tân"\n').encode("latin-1")
    catalogue = read_catalogue(data, "test.po", "cy")
    assert catalogue.translations[None, "Test"].msgstr == ("Tân",)
    assert read_po(data, "test.po").encode() == data


def test_what_is_read_is_what_gettext_reads() -> None:
    entries = read_po(HARD["escapes"].encode(), "test.po").entries
    assert entries[1].translation
    assert entries[1].translation.msgid == 'a\tb\n"c"\\ A A'
    assert entries[1].translation.msgstr == ("\a\b\f\r\v",)
    wrapped = read_catalogue(HARD["wrapped strings"].encode(), "test.po", "cy")
    assert wrapped.translations[None, "Test words"].msgstr == ("Geiriau prawf",)
    assert wrapped.translations[None, "Test words"].line == FIRST
    assert wrapped.translations[None, "Test words"].msgstr_line == FIRST + 3
    contexts = read_catalogue(HARD["the same text in two contexts"].encode(), "test.po", "cy")
    assert contexts.translations["title", "Test"].msgstr == ("A",)
    assert contexts.translations[None, "Test"].msgstr == ("B",)
    obsolete = read_catalogue(HARD["an obsolete message"].encode(), "test.po", "cy")
    assert obsolete.translations == {}
    commented = read_catalogue(HARD["every kind of comment"].encode(), "test.po", "cy")
    assert commented.translations[None, "Test"].flags == {"no-check-numbers", "fuzzy"}
    assert commented.translations[None, "Test"].fuzzy


@pytest.mark.parametrize(
    ("comment", "flags"),
    [
        ("# no-check-numbers", {"no-check-numbers"}),
        ("# no-check-numbers: un o bob tri", {"no-check-numbers"}),
        ("# no-check-length, no-check-numbers.", {"no-check-length", "no-check-numbers"}),
        ("# Nodyn.\n#   no-check-two_ways\n#, fuzzy", {"no-check-two_ways", "fuzzy"}),
        ("# No-check-length", {"No-check-length"}),
        ("# Nid no-check-numbers", set()),
        ("# no checks", set()),
        ("#. no-check-numbers", set()),
        ("#: no-check-numbers:1", set()),
        ('#| msgid "# no-check-numbers"', set()),
    ],
)
def test_a_translator_s_comment_that_begins_with_a_silence_is_a_flag(comment: str, flags: set[str]) -> None:
    entry = read_po(f'{HEADER}\n{comment}\nmsgid "Test"\nmsgstr "Prawf"\n'.encode(), "test.po").entries[1]
    assert entry.translation
    assert entry.translation.flags == flags


SIX = "".join(f'msgstr[{form}] "a"\n' for form in range(6))
BAD = {
    "a comment that takes in the msgid": (
        '\n# C:\\test\\\nmsgid "Test"\nmsgstr "a"\n',
        FIRST,
        "this comment ends in a backslash",
    ),
    "a string without end": ('\nmsgid "Test\nmsgstr "a"\n', FIRST, "the string does not end on its line"),
    "a string without end, last": ('\nmsgid "Test"\nmsgstr "a', FIRST + 1, "the string does not end on its line"),
    "no msgstr": ('\nmsgid "Test"\n\nmsgid "Again"\nmsgstr "a"\n', FIRST, "the message has no msgstr"),
    "no msgstr, last": ('\nmsgid "Test"\n', FIRST, "the message has no msgstr"),
    "two msgids": ('\nmsgid "Test"\nmsgid "Again"\nmsgstr "a"\n', FIRST, "the message has no msgstr"),
    "two msgstrs": ('\nmsgid "Test"\nmsgstr "a"\nmsgstr "b"\n', FIRST + 2, "a second msgstr"),
    "two contexts": ('\nmsgctxt "a"\nmsgctxt "b"\nmsgid "Test"\nmsgstr "a"\n', FIRST + 1, "a second msgctxt"),
    "a context after the msgid": (
        '\nmsgid "Test"\nmsgctxt "a"\nmsgstr "a"\n',
        FIRST + 1,
        "msgctxt stands in the wrong",
    ),
    "a msgstr alone": ('\n# Test\nmsgstr "a"\n', FIRST + 1, "msgstr stands in the wrong place"),
    "a string alone": ('\n# Test\n"Test"\n', FIRST + 1, "a string stands outside a message"),
    "an unknown word": ('\nmsgidd "Test"\nmsgstr "a"\n', FIRST, "'msgidd \"Test\"' is not understood"),
    "an unknown word after a string": ('\nmsgid "Test" test\nmsgstr "a"\n', FIRST, "'test' is not understood"),
    "an unknown escape": ('\nmsgid "Test"\nmsgstr "a\\qb"\n', FIRST + 1, "'\\q' is not an escape"),
    "a message twice": (
        '\nmsgid "Test"\nmsgstr "a"\n\nmsgid "Test"\nmsgstr "b"\n',
        FIRST + 3,
        f"the message of line {FIRST} stands here again",
    ),
    "a message twice, fuzzy once": (
        '\nmsgid "Test"\nmsgstr "a"\n\n#, fuzzy\nmsgid "Test"\nmsgstr "b"\n',
        FIRST + 4,
        "stands here again",
    ),
    "obsolete in part": ('\n#~ msgid "Test"\nmsgstr "a"\n', FIRST + 1, "obsolete (#~) only in part"),
    "five forms": (
        '\nmsgid "a"\nmsgid_plural "b"\n' + SIX.replace('msgstr[5] "a"\n', ""),
        FIRST + 2,
        "msgstr has 5 plural forms",
    ),
    "a form too many": ('\nmsgid "a"\nmsgid_plural "b"\n' + SIX + 'msgstr[6] "a"\n', FIRST + 2, "has 7 plural forms"),
    "a form left out": (
        '\nmsgid "a"\nmsgid_plural "b"\n' + SIX.replace('msgstr[1] "a"\n', ""),
        FIRST + 3,
        "msgstr[2] stands where msgstr[1] is due",
    ),
    "a plural without forms": ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr "a"\n', FIRST + 2, "msgstr stands in the wrong"),
    "forms without a plural": ('\nmsgid "a"\nmsgstr[0] "a"\n', FIRST + 1, "msgstr[0] stands in the wrong place"),
    "a msgid with a number": ('\nmsgid[0] "a"\nmsgstr "a"\n', FIRST, "msgid has no text"),
    "a form with a number without end": (f'\nmsgid "a"\nmsgstr[{"9" * 9000}] "a"\n', FIRST + 1, "is not understood"),
    "an obsolete message twice": (
        '\n#~ msgid "Test"\n#~ msgstr "a"\n\nmsgid "Test"\nmsgstr "b"\n',
        FIRST + 3,
        f"the message of line {FIRST} stands here again",
    ),
    "a comment inside": ('\nmsgid "Test"\n# Note\nmsgstr "a"\n', FIRST, "the message has no msgstr"),
    "a comment after a string": ('\nmsgid "Test" # Note\nmsgstr "a"\n', FIRST, "the message has no msgstr"),
    "previous text that is none": ('\n#| Test\nmsgid "Test"\nmsgstr "a"\n', FIRST, "'Test' is not understood"),
    "previous text without msgid": ('\n#| "Test"\nmsgid "Test"\nmsgstr "a"\n', FIRST, "a string stands outside"),
    "previous text above the flags": ('\n#| msgid "Old"\n#, fuzzy\nmsgid "Test"\nmsgstr "a"\n', FIRST + 1, "a comment"),
    "previous text at the end": ('\n#| msgid "Old"\n', FIRST + 1, "the message has no msgstr"),
    "a keyword without text": ('\nmsgid\nmsgstr "a"\n', FIRST, "msgid has no text"),
    "a domain": ('\ndomain "test"\nmsgid "Test"\nmsgstr "a"\n', FIRST, "a domain line has no place here"),
    "a line end on one side": ('\nmsgid "Test\\n"\nmsgstr "Prawf"\n', FIRST + 1, "do not both end with \\n"),
    "a line begun on one side": ('\nmsgid "Test"\nmsgstr "\\nPrawf"\n', FIRST + 1, "do not both begin with \\n"),
    "a space that is none": ('\nmsgid\u00a0"Test"\nmsgstr "a"\n', FIRST, "is not understood"),
    "not UTF-8": (b'\nmsgid "Test"\nmsgstr "T\xe2n"\n', FIRST + 1, "byte 0xe2 is not UTF-8"),
}


@pytest.mark.parametrize(("text", "line", "problem"), BAD.values(), ids=BAD.keys())
def test_what_gettext_would_refuse_is_refused_with_its_line(text: str | bytes, line: int, problem: str) -> None:
    data = HEADER.encode() + (text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CatalogueError) as told:
        read_catalogue(data, "test.po", "cy")
    assert problem in told.value.problem
    assert (told.value.path, told.value.line) == ("test.po", line)
    assert told.value.hint
    assert "\n" not in str(told.value)


CONFLICT = "finish the merge in git"
WITHIN = 'write \\" for a quote mark within the text'
STRAIGHT = "put straight quote marks round the text"
NO_FIRST = "begin the text with a quote mark"
GENERAL = "translations/README.md"
WAYS_OUT = {
    "the first version of a merge": ('\n<<<<<<< HEAD\nmsgid "Test"\nmsgstr "a"\n', CONFLICT),
    "between two versions": ('\nmsgid "Test"\nmsgstr "a"\n=======\nmsgstr "b"\n', CONFLICT),
    "the common version": ('\nmsgid "Test"\nmsgstr "a"\n||||||| 1234567\nmsgstr "b"\n', CONFLICT),
    "the end of a merge": ('\nmsgid "Test"\n>>>>>>> welsh\nmsgstr "a"\n', CONFLICT),
    "signs of a merge behind a text": ('\nmsgid "Test"\nmsgstr "a" =======\n', GENERAL),
    "a line of signs": ('\n=========\nmsgid "Test"\nmsgstr "a"\n', GENERAL),
    "a quotation": ('\nmsgid "Test"\nmsgstr "Dywedodd "helo" wrthi"\n', WITHIN),
    "a quotation at the end": ('\nmsgid "Test"\nmsgstr "Dywedodd "helo""\n', WITHIN),
    "a quotation of signs": ('\nmsgid "Test"\nmsgstr "Dywedodd "?" wrthi"\n', WITHIN),
    "a quotation on a later line": ('\nmsgid "Test"\nmsgstr ""\n"Dywedodd "helo" wrthi"\n', WITHIN),
    "a word after the text": ('\nmsgid "Test"\nmsgstr "a" test\n', GENERAL),
    "curly marks": ('\nmsgid "Test"\nmsgstr “Prawf”\n', STRAIGHT),
    "curly marks on a later line": ('\nmsgid "Test"\nmsgstr ""\n“Prawf”\n', STRAIGHT),
    "low marks": ('\nmsgid "Test"\nmsgstr „Prawf”\n', STRAIGHT),
    "pointed marks": ('\nmsgid "Test"\nmsgstr ""\n«Prawf»\n', STRAIGHT),
    "single curly marks": ('\nmsgid "Test"\nmsgstr ""\n‘Prawf’\n', STRAIGHT),
    "single marks": ("\nmsgid 'Test'\nmsgstr \"a\"\n", STRAIGHT),
    "no marks": ('\nmsgid "Test"\nmsgstr Prawf\n', STRAIGHT),
    "no marks of an obsolete message": ('\n#~ msgid "Test"\n#~ msgstr Prawf\n', STRAIGHT),
    "no marks of a plural form": ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] Prawf\n', STRAIGHT),
    "no first mark": ('\nmsgid "Test"\nmsgstr Prawf"\n', NO_FIRST),
    "no first mark, and one that is written right": ('\nmsgid "Test"\nmsgstr Prawf \\"b\\""\n', NO_FIRST),
    "no first mark, and one that is not written right": ('\nmsgid "Test"\nmsgstr Prawf "b" c"\n', NO_FIRST),
    "no first mark, and one more that is written right": ('\nmsgid "Test"\nmsgstr Prawf \\"b c"\n', NO_FIRST),
    "no first mark on a later line": ('\nmsgid "Test"\nmsgstr ""\nPrawf"\n', NO_FIRST),
    "another keyword": ('\nmsgidd "Test"\nmsgstr "a"\n', GENERAL),
    "another space": ('\nmsgid\u00a0"Test"\nmsgstr "a"\n', GENERAL),
}


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize(("text", "hint"), WAYS_OUT.values(), ids=WAYS_OUT.keys())
def test_what_is_not_understood_is_told_with_what_to_do_about_it(text: str, hint: str, lang: str) -> None:
    with pytest.raises(CatalogueError) as told:
        read_catalogue(HEADER.replace("cy", lang).encode() + text.encode(), "test.po", lang)
    assert "is not understood here" in told.value.problem
    assert hint in told.value.hint


@pytest.mark.parametrize("lang", ["cy", "en"])
@pytest.mark.parametrize(
    ("plurals", "problem"),
    [
        ("nplurals=5; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : 4);", "has 5 forms"),
        ("nplurals={count}; plural=0;", "gives"),
        ("nplurals={count}; plural=(n==0 ? 0 : 1);", "gives"),
        ("nplurals={count}; plural=n/0;", "cannot be read"),
        ("nplurals={count}; plural=5%(n-150);", "cannot be read"),
        ("nplurals={count}; plural=(((;", "cannot be read"),
        ("nplurals={count}; plural=__import__('os');", "cannot be read"),
        ("nplurals=" + "9" * 9000 + "; plural=0;", "cannot be read"),
        ("nplurals={count}; plural=" + "(" * 900 + "n" + ")" * 90 + ";", "cannot be read"),
        ("six", "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_wrong_plural_header_is_refused_with_the_right_one(lang: str, plurals: str, problem: str) -> None:
    locale = LOCALES[lang]
    header = f'msgid ""\nmsgstr ""\n"Language: {lang}\\n"\n"Plural-Forms: {plurals}\\n"\n'
    with pytest.raises(CatalogueError) as told:
        read_catalogue(header.replace("{count}", str(locale.plural_count)).encode(), "test.po", lang)
    assert problem in told.value.problem
    assert locale.plural_forms in told.value.hint


def test_plural_forms_without_a_header_are_refused() -> None:
    data = ('msgid "a"\nmsgid_plural "b"\n' + SIX.replace('msgstr[5] "a"\n', "")).encode()
    with pytest.raises(CatalogueError, match="no Plural-Forms header"):
        read_catalogue(data, "test.po", "cy")


@pytest.mark.parametrize(
    "charset", ["KLINGON", "UTF-7", "UTF-16", "hex", "rot13", "idna", "unicode_escape", "undefined"]
)
def test_a_charset_that_cannot_be_written_back_is_refused(charset: str) -> None:
    data = HEADER.replace("charset=UTF-8", f"charset={charset}").encode()
    with pytest.raises(CatalogueError, match="is not known"):
        read_po(data, "test.po")


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", ["# ", "#. ", "#: ", "  # "])
def test_a_byte_that_is_no_letter_may_stand_in_a_comment_and_stays(mark: str, newline: bytes, tmp_path: Path) -> None:
    text = HEADER.encode() + f"\n{mark}T".encode() + b'\xe2n\nmsgid "Test"\nmsgstr "T\xc5\xb7"\n'
    data = text.replace(b"\n", newline)
    assert msgfmt_takes(data, tmp_path)
    assert read_po(data, "test.po").encode() == data
    assert read_catalogue(data, "test.po", "cy").translations[None, "Test"].msgstr == ("Tŷ",)
    assert [entry.key for part in read_parts(io.BytesIO(data), "test.po") for entry in part.entries("test.po")] == [
        (None, ""),
        (None, "Test"),
    ]
    with pytest.raises(CatalogueError, match="byte 0xe3 is not UTF-8"):
        read_po(data.replace(b"\xc5\xb7", b"\xe3"), "test.po")


def test_the_letters_of_an_old_macintosh_are_read_and_written_back() -> None:
    data = HEADER.replace("UTF-8", "MACINTOSH").encode() + b'\nmsgid "Test"\nmsgstr "T\x89n"\n'
    po = read_po(data, "test.po")
    assert po.entries[1].translation
    assert (po.entries[1].translation.msgstr, po.encode()) == (("Tân",), data)


PLAIN_TEXTS = [text for text in HARD.values() if text]


@pytest.mark.parametrize("text", PLAIN_TEXTS, ids=[name for name, text in HARD.items() if text])
def test_the_quick_way_and_the_grammar_read_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = read_po(text.encode(), "test.po")
    monkeypatch.setattr(po, "_PLAIN", re.compile("(?!)"))
    assert read_po(text.encode(), "test.po") == quick


# Whatever the bytes

KEYWORDS = ("msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[1] ", "[0]")
STRINGS = ('"a"', '"b\\n"', '"', "\\", "ŵ")
COMMENTS = ("#~ ", "#| ", "#~| ", "#, fuzzy\n", "# a\n", "#. a\n", "#: a:1\n")
SPACES = ("\n", "\n\n", "\r\n", "\r", "\ufeff", "\x00", "\x85")
CHARSETS = ("charset=ISO-8859-1", "charset=UTF-16", "charset=utf-8-sig", "charset=cp1252")
PIECES = st.sampled_from((*KEYWORDS, *STRINGS, *COMMENTS, *SPACES, *CHARSETS))
FILES = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=30).map("".join)


@settings(max_examples=400)
@given(st.one_of(st.binary(max_size=200), FILES.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_refused_or_written_back_as_they_were(data: bytes) -> None:
    for whole in (data, HEADER.encode() + data, data + HEADER.encode()):
        with suppress(CatalogueError):
            assert read_po(whole, "test.po").encode() == whole
            read_catalogue(whole, "test.po", "cy")


# GNU gettext


def msgfmt_takes(data: bytes, folder: Path) -> bool:
    """Whether GNU msgfmt takes a file. Its own warnings do not count."""
    file = folder / "test.po"
    file.write_bytes(data)
    command = ["msgfmt", "--check", "-o", "/dev/null", str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=name) for name, text in HARD.items() if name not in {"nothing", "no header"}]
)
def test_gnu_msgfmt_takes_what_is_taken_here(text: str, tmp_path: Path) -> None:
    assert msgfmt_takes(text.encode(), tmp_path)


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, (text, _, _) in BAD.items()])
def test_gnu_msgfmt_refuses_what_is_refused_here(text: str | bytes, tmp_path: Path) -> None:
    data = HEADER.encode() + (text if isinstance(text, bytes) else text.encode())
    assert not msgfmt_takes(data, tmp_path)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "translations").rglob("*.po")), ids=lambda p: p.stem
)
def test_gnu_msgfmt_takes_every_catalogue_of_the_house(path: Path, tmp_path: Path) -> None:
    assert msgfmt_takes(path.read_bytes(), tmp_path)


# Saving


def test_saving_what_did_not_change_does_not_touch_the_file(tmp_path: Path) -> None:
    file = tmp_path / "test.po"
    file.write_bytes(b"test")
    before = file.stat()
    assert save(file, b"test", expected=b"test") is False
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.parametrize("read", [b"old", None], ids=["was read", "was not there"])
def test_saving_never_overwrites_somebody_elses_edit(tmp_path: Path, read: bytes | None) -> None:
    file = tmp_path / "test.po"
    file.write_bytes(b"somebody else's")
    with pytest.raises(ConflictError, match=r"test\.po was changed"):
        save(file, b"new", expected=read)
    assert file.read_bytes() == b"somebody else's"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("in_place", [True, False], ids=["into the file", "a new file"])
def test_saving_gives_way_to_an_edit_of_the_last_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    file, other = tmp_path / "test.po", tmp_path / "other"
    file.write_bytes(b"old")
    refuse, inodes = saving._refuse_changed, []

    def and_then_an_editor_saves(path: Path, expected: bytes | None, name: str) -> None:
        refuse(path, expected, name)
        if path == file:
            (file if in_place else other).write_bytes(b"somebody else's")
            if not in_place:
                other.replace(file)
            inodes.append(file.stat().st_ino)

    monkeypatch.setattr(saving, "_refuse_changed", and_then_an_editor_saves)
    with pytest.raises(ConflictError, match=r"test\.po was changed"):
        save(file, b"new", expected=b"old")
    assert (file.read_bytes(), [file.stat().st_ino]) == (b"somebody else's", inodes)
    assert list(tmp_path.iterdir()) == [file]


def test_saving_does_not_bring_back_a_file_that_was_deleted(tmp_path: Path) -> None:
    with pytest.raises(ConflictError):
        save(tmp_path / "test.po", b"new", expected=b"old")
    assert list(tmp_path.iterdir()) == []


def test_saving_keeps_the_permissions_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "test.po"
    file.write_bytes(b"old")
    file.chmod(0o640)
    assert save(file, b"new", expected=b"old") is True
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    file = tmp_path / "cy" / "releases" / "test.po"
    assert save(file, b"new", expected=None) is True
    assert file.read_bytes() == b"new"
