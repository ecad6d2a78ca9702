"""The Welsh checks: what each must flag and what only looks like it, in translations and in texts written in Welsh."""

import time

import pytest

from app.checks import CHECKS, Knowledge, run
from app.checks.check import case
from app.edition.knowledge import read_knowledge
from app.glossary import Glossary, Term
from app.model import Finding, TextState
from app.settings import SiteFolder
from app.wording import said
from tests.newsroom import HOUSE
from tests.precision.measure import measured

KNOWLEDGE = read_knowledge(SiteFolder(HOUSE))[0]
WELSH = ("circumflex", "glossary", "joining", "lost_letters", "mutations", "spelling")


def found(check: str, welsh: str, english: str = "Test", **fields: object) -> list[Finding]:
    pair = case(english, welsh).pair._replace(**fields)  # type: ignore[arg-type]
    return [finding for finding in run((pair,), KNOWLEDGE) if finding.check == check]


def proposal(finding: Finding) -> str:
    """The words between the first quote marks of the fix."""
    return finding.fix.split("“", 1)[1].split("”", 1)[0]


MUTATIONS = {
    # The soft mutation
    "mynd i Caerdydd": "i Gaerdydd",
    "rhaid i pawb aros": "i bawb",
    "cyfle i creu swyddi": "i greu",
    "llawer o pobl": "o bobl",
    "sgwrs am plant": "am blant",
    "ar dydd Llun": "ar ddydd",
    "gwaith gan myfyrwyr": "gan fyfyrwyr",
    "heb caniatâd": "heb ganiatâd",
    "wrth gwneud hyn": "wrth wneud",
    "dros cyfnod hir": "dros gyfnod",
    "dau plentyn": "dau blentyn",
    "dwy merch": "dwy ferch",
    "pa llyfr": "pa lyfr",
    "rhy pell": "rhy bell",
    "mor pwysig": "mor bwysig",
    "rhy mawr": "rhy fawr",
    "mor mawr": "mor fawr",
    "y menyw": "y fenyw",
    "i’r damwain": "’r ddamwain",
    "unrhyw rhan": "unrhyw ran",
    "yr holl lluniau": "holl luniau",
    "dyma rhestr": "dyma restr",
    "cynghorau neu cymdeithasau": "neu gymdeithasau",
    "pan cafodd": "pan gafodd",
    "mae’n pwysig": "’n bwysig",
    "mae'n pwysig": "’n bwysig",
    "yn cyflym iawn": "yn gyflym",
    "y merch": "y ferch",
    "i’r dinas": "’r ddinas",
    "i'r dinas": "’r ddinas",
    "un merch": "un ferch",
    "yn y dalfa": "y ddalfa",
    "y gorsaf": "yr orsaf",
    "aeth i’r meddygfa": "’r feddygfa",
    "i’r gymuned lleol": "gymuned leol",
    "yn ystod y flwyddyn diwethaf": "flwyddyn ddiwethaf",
    "ein canolfan cymunedol": "canolfan gymunedol",
    "yr ysgol cyntaf": "ysgol gyntaf",
    "dwy ferch prysur": "ferch brysur",
    "yr iaith Cymraeg": "iaith Gymraeg",
    "yn Cymraeg": "yn Gymraeg",
    "yr ail tro": "ail dro",
    "Ni derbyniwyd dim": "Ni dderbyniwyd",
    "ar phobl": "ar bobl",
    "i Chaerdydd": "i Gaerdydd",
    # The nasal mutation
    "yn Caerdydd": "yng Nghaerdydd",
    "Yn Bangor y mae": "Ym Mangor",
    "yn Dinbych": "yn Ninbych",
    "Heddlu i Dyfed heddiw": "i Ddyfed",
    "i Merthyr Tudful": "i Ferthyr",
    "yn Powys": "ym Mhowys",
    "yn Gwynedd": "yng Ngwynedd",
    "yn canol y dref": "yng nghanol",
    "fy plant": "fy mhlant",
    "fy blant": "fy mhlant",
    "yn Nghaerdydd": "yng Nghaerdydd",
    "ym Fangor": "ym Mangor",
    "Ym Pen-y-bont ar Ogwr": "Ym Mhen-y-bont",
    "pum blynedd": "pum mlynedd",
    "saith flynedd": "saith mlynedd",
    # The aspirate mutation
    "cŵn a cathod": "a chathod",
    "siarad â pobl": "â phobl",
    "gyda cymorth": "gyda chymorth",
    "tua cant": "tua chant",
    "tri ci": "tri chi",
    "chwe cwmni": "chwe chwmni",
    "mwy na tri": "na thri",
    "gyda gleifion": "gyda chleifion",
    "Ni cafodd neb": "Ni chafodd",
    "Ni penderfynwyd dim": "Ni phenderfynwyd",
    "ei car": "ei gar",
    # h before a vowel
    "Cafodd tri o bobl eu arestio": "eu harestio",
    "cawsant eu anafu": "eu hanafu",
    "yn ein ardal": "ein hardal",
    "Ein ysgol ni": "Ein hysgol",
    "ar eu ôl": "eu hôl",
    "a’u aelodau": "’u haelodau",
    "a’n asiantaethau": "’n hasiantaethau",
    "bob un o’u wythnosau": "’u hwythnosau",
    # None
    "eich gyfrif": "eich cyfrif",
    "a’u osod": "’u gosod",
    "eu fod": "eu bod",
    "wedi ddefnyddio": "wedi defnyddio",
    "mewn ddinas": "mewn dinas",
    "yn gael ei wneud": "yn cael",
    "tair ferch": "tair merch",
    "pedair flynedd": "pedair blynedd",
    "sy’n ddefnyddio": "’n defnyddio",
}


@pytest.mark.parametrize(("text", "right"), MUTATIONS.items(), ids=MUTATIONS.keys())
def test_a_mutation_that_is_missing_or_wrong_is_flagged_with_the_right_one(text: str, right: str) -> None:
    (finding,) = found("mutations", text)
    assert proposal(finding) == right
    assert finding.level == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "mynd i Gaerdydd, i bawb, o bobl, ar ddydd Llun, heb ganiatâd",
        "Rydw i bob amser yn mynd i mewn i’r tŷ, ac i lawr",
        "Dywedodd hi wrthyf i pam, a gwelais i pwy",
        "Mae o gyda nhw; am byth, gan mwyaf",
        "i Dafydd, o Carys a Pedr, yn Dafydd",
        "i Google, a PDF, â Twitter",
        "dwy gêm, i garej, yn braf, mor braf, y gêm",
        "Cliciwch neu pwyswch, dewiswch neu teipiwch",
        "y tri cyntaf, y ddau gyntaf",
        "mor llawn, mor rhydd, yn llawn, yn rhydd",
        "yn gweithio, yn cael, yn dod",
        "yn gyflym, yn bwysig, yn dda, yn wir",
        "ei gar, ei char, ei thŷ, ei dŷ",
        "eich barn, eu barn, ein mam, eich enw, eu hysgol",
        "mewn awr, mewn ardal, wedi ei wneud, wedi ildio",
        "i “cadw”, o *creu*, am (plant)",
        "i %(num)s plentyn, i {name} creu",
        "o 3 plentyn i 4 plentyn",
        "i [create]{lang=en} pethau",
        "a gafodd, a ddaeth, a thri",
        "adroddiad ar gamfanteisio, mwy o gamau, o ddŵr",
        "rhy fawr, mor fawr, y fenyw, y menywod, fy mawr ddiolch",
        "y wefan, y ddinas, i’r llyfrgell, y rhestr, un llaw",
        "y gymuned leol, yr ysgol gyntaf, ein canolfan gymunedol, y wers gwrdd, y gymuned a’i llais lleol",
        "llyfr cerddoriaeth poblogaidd, cynllun gwybodaeth cyhoeddus, yr wythnos diwethaf, y ddinas, lleol neu beidio",
        "troseddau rhyw difrifol gan droseddwr rhyw cofrestredig",
        "Arestiwyd y ddau toc wedi hanner nos, a’r tri tra oeddent mewn car",
        "i Dyfed Edwards, gan Conwy Roberts a Powys Jones",
        "eu harestio, ein hardal, a’u haelodau, eich ardal, ei ardal, i’w arestio, eu hunain, eu hun",
        "eu hawduron, eu hailalluogi, ein Eisteddfod, eu e-bost, ein iPad, eu wats, eu ill dau, ein un ni",
        "am bron i awr, o bron i ddeg, i bron i bawb",
        "dau gan punt, y ddau gan mil, gan bobl",
        "gan mlynedd yn ôl, pum mlynedd, deng mlynedd, naw diwrnod, pum punt, tair blynedd, y tair gyntaf, pedair orau",
        "yn ail gyda deg pwynt, yn ail dan bwysau, yr ail dro, yr ail fwyaf, bob yn ail fis",
        "Ni chafodd neb, ni dderbyniwyd dim, ni welodd neb, mae gennym ni freuddwyd",
        "gyda fawr ddim, â faint, i chi ac i nhw, hi’n ganol oed, yn ganol oed, yr iaith Gymraeg, i Gymraeg y de",
        "i Gaerdydd, o Fangor, a Gaerdydd a Chaerdydd, yn Llandudno, yng Ngwent, yn Llundain, ym Mhen-y-bont",
        "mae o’n actio, dw i’n actio, na’n anweladwy, a’n “ardal”, eu *ardal*, eu gwefan, eu gôl",
    ],
)
def test_a_mutation_that_is_right_or_uncertain_is_left_alone(text: str) -> None:
    assert found("mutations", text) == []


JOINING = {
    "cartrefi a ysgolion": "ac ysgolion",
    "ysgolion a ysbytai": "ac ysbytai",
    "ysgol a undeb": "ac undeb",
    "tân a afon": "ac afon",
    "na eglwys": "nac eglwys",
    "a mae hi": "ac mae",
    "a felly": "ac felly",
    "a yn": "ac yn",
    "a wedi": "ac wedi",
    "ac cathod": "a chathod",
    "ac hefyd": "a hefyd",
    "Ac plant": "A phlant",
    "a’r cŵn a y cathod": "a’r",
    "y ysgol": "yr ysgol",
    "y haul": "yr haul",
    "y wythnos hon": "yr wythnos",
    "yr ci": "y ci",
    "Yr tŷ": "Y tŷ",
    "i y dref": "i’r",
    "mwy na awr": "nag awr",
    "nac cathod": "na chathod",
    "bechgyn ac merched": "a merched",
    "na arall": "nac arall",
    "na adroddiadau": "nac adroddiadau",
    "o’r y dref": "’r",
    "a'r yr ysgol": "’r",
    "Y Ysgol Gymraeg": "Yr Ysgol",
    "tri wythnos": "tair wythnos",
    "dau wefan": "dwy wefan",
    "tri chymuned": "tair cymuned",
    "Pedwar blynedd": "Pedair blynedd",
    "y ddau lywodraeth": "ddwy lywodraeth",
    "y trydydd ysgol": "drydedd ysgol",
    "y pedwerydd merch": "bedwaredd ferch",
    "y wefan hwn": "wefan hon",
    "yr wythnos hwnnw": "wythnos honno",
    "o’r flwyddyn hwn": "flwyddyn hon",
    "pump person": "pum person",
    "am bump munud": "bum munud",
    "chwech plentyn": "chwe phlentyn",
    "dau gant punt": "gan punt",
    "gyda ei frawd": "gyda’i",
    "plant a eu rhieni": "a’u",
    "mwy na ein cyllideb": "na’n",
}


@pytest.mark.parametrize(("text", "right"), JOINING.items(), ids=JOINING.keys())
def test_a_word_that_does_not_fit_the_next_is_flagged_with_the_one_that_does(text: str, right: str) -> None:
    (finding,) = found("joining", text)
    assert proposal(finding) == right


@pytest.mark.parametrize(
    "text",
    [
        "a oedd, a aeth, a enillodd, a anafwyd, a oes, a eir, a erys, a ŵyr, a elwir, a etyb, a ymladd, a ateb, a agor",
        "cartrefi ac ysgolion, ac mae hi, ac felly, ac nid, ac roedd, ac wedi, ac yn, ac mor",
        "y dyn a oedd, a all, a aeth, a ydych, a enillodd, a anfonwyd, a osodwyd",
        "chi a ni, chi a fe, a dyma, ac eithrio",
        "yr ysgol, yr haul, yr wythnos, yr iaith, y wlad, y we, y wefan",
        "i’r dref, a’r cŵn, i'r dref, a'r cŵn",
        "dewis A neu B, y AS, yr UE",
        "nac oes, nac ydy, nac ychwaith, mwy nag awr, na all, na oes",
        "a “ysgolion”, y (ysgol)",
        "ac dw i, ac doedd",
        "a meddai, a mewn, a minnau, a menywod",
        "ac meddai, ac mewn, ac mi, ac megis, nac un nac arall, na all, na ellir, na allai, na aeth",
        "i’r Y, a’r ysgol",
        "tair wythnos, dwy wefan, pedair blynedd, y drydedd ysgol, tri mis, dau gwmni, y ddau heddlu, tri o bobl",
        "cam dau rhaglen y llywodraeth, blwyddyn tri ysgol y dref, y ddau, merch a bachgen, dau “wefan”",
        "y wefan hon, y cynllun ysgol hwn, polisi gwybodaeth hwn, y peth hwn, y ferch. Hwn yw’r tro",
        "pum person, pump o bobl, am bump nos Lun, merch chwech oed, 50 y cant person, y pump, y chwech uchaf",
        "gyda’i frawd, a’u rhieni, drwy eich gwaith, dywedodd o ei fod yno, credaf i ei fod yno, neu ei frawd",
    ],
)
def test_a_word_that_fits_the_next_is_left_alone(text: str) -> None:
    assert found("joining", text) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("y ty", "tŷ"),
        ("dwr glân", "dŵr"),
        ("yn ol", "ôl"),
        ("ynglyn â", "ynglŷn"),
        ("rydych yn siwr", "siŵr"),
        ("y grwp", "grŵp"),
        ("y themau", "themâu"),
        ("rhif ffon", "rhif ffôn"),
        ("yn y mor", "y môr"),
        ("i’r mor", "’r môr"),
        ("Grwp newydd o bobl", "Grŵp"),
    ],
)
def test_a_mark_that_is_left_out_is_flagged_with_the_word_that_has_it(text: str, right: str) -> None:
    (finding,) = found("circumflex", text)
    assert proposal(finding) == right
    assert not found("spelling", text)


def test_what_takes_another_form_before_a_vowel_is_said_in_the_language_of_the_page() -> None:
    (finding,) = found("circumflex", "ynglŷn a’r criw")
    assert finding.fix == "write “ynglŷn â”, or before a vowel, “ynglŷn ag”"
    welsh = {
        "write “%(right)s”, or %(when)s, “%(other)s”": "%(right)s neu, %(when)s, %(other)s",
        "before a vowel": "o flaen llafariad",
    }
    assert said(finding.fix, welsh.__getitem__) == "ynglŷn â neu, o flaen llafariad, ynglŷn ag"


@pytest.mark.parametrize(
    "text", ["y tŷ, dŵr, ffon gerdded, mor fawr, y ffordd fer, mis ion", "Ty Hafan", "i’r ty-newydd.cymru"]
)
def test_a_word_that_needs_no_mark_is_left_alone(text: str) -> None:
    assert found("circumflex", text, "Ty Hafan") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("gwybodeth i’r wasg", "gwybodaeth"),
        ("gwybodeth i'r wasg", "gwybodaeth"),
        ("yn llwyddianus", "llwyddiannus"),
        ("y datganaid hwn", "datganiad"),
        ("Dilewch y ffeil hon", "Dilëwch"),
        ("y versiwn newydd", "fersiwn"),
    ],
)
def test_a_slip_is_flagged_with_what_was_meant(text: str, right: str) -> None:
    (finding,) = found("spelling", text)
    assert f"({right}" in finding.what


def test_one_finding_names_every_slip_of_a_text() -> None:
    (finding,) = found("spelling", "gwybodeth yn llwyddianus, a gwybodeth eto")
    assert finding.what.count("“gwybodeth”") == 1
    assert "“llwyddianus”" in finding.what


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Sicrhewch y gellir cadarnhau’r caniatadau, a chaniateir dadweithredu", ""),
        ("yn debycach, y fechan, warantau, phlant, hysgolion, nghath", ""),
        ("Cysylltwch â Pritchadd yn Nhreforus neu’r CThEM", ""),
        ("Cyrilig", "Cyrillic"),
        ("y ffeil datganaid", "datganaid"),
        ("[informattion]{lang=en} `gwybodeth` {gwybodeth} %(gwybodeth)s gwybodeth.cymru post@gwybodeth.cymru", ""),
        ("camfanteisio’n rhywiol ar blant, i gamfanteisio", ""),
        ("a’i ddwylo, i’w gweld, o’r tŷ, f’enw, d’enw, a’th gath, mae’n dda, i'w gweld, o'r tŷ, a'm cath", ""),
        ("ail-lwytho e-bost cam-drin Dyfed-Powys", ""),
        ("Gallen nhw fynd, ac allen nhw ddim; roeddan nhw’n hwyr, dau o apiau", ""),
        ("Gwerthwyd fêps ger y prom, a bu ffrae am y promiau", ""),
        ("x" * 5000, ""),
    ],
)
def test_words_that_are_no_slips_are_left_alone(text: str, english: str) -> None:
    assert found("spelling", text, english or "Test") == []


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("A man fell on Newport Road, Cardiff.", "Syrthiodd dyn ar Newport Road, Caerdydd.", False),
        ("Swansea City won.", "Enillodd Swansea City.", False),
        ("A man fell on Newport Road, Newport.", "Syrthiodd dyn ar Newport Road, Newport.", True),
        ("A man fell on Newport Road.", "Syrthiodd dyn yn Newport.", True),
        ("Swansea City Council met.", "Cyfarfu Swansea City Council.", True),
    ],
)
def test_a_street_and_a_club_keep_the_name_of_a_place(source: str, target: str, told: bool) -> None:
    assert bool(found("glossary", target, source)) == told


@pytest.mark.parametrize("text", ["arrests", "Witnesses wanted", "Press office", "The police"])
def test_a_copy_of_few_words_is_seen_by_a_word_that_is_not_welsh(text: str) -> None:
    (finding,) = found("untranslated", text, text)
    assert finding.what == f"“{text}” is not translated"


@pytest.mark.parametrize("text", ["Background", "Childline", "radio", "NSPCC Cymru", "The Guardian", "plc", "Meic"])
def test_a_copy_that_may_be_a_name_or_welsh_is_let_be(text: str) -> None:
    assert not found("untranslated", text, text)
    assert not found("untranslated", "webp", "webp", markdown=False)


def glossary(*terms: Term) -> Knowledge:
    return Knowledge(glossary=Glossary(terms))


@pytest.mark.parametrize(
    ("english", "welsh", "told"),
    [
        ("South Wales Police", "Heddlu’r De", "“South Wales Police” is “Heddlu De Cymru”"),
        ("the police in SWANSEA", "yr heddlu yn Swansea", "“Swansea” is “Abertawe”"),
        ("Mr Newport, of Newport", "Mr Newport, o Newport", "“Newport” is “Casnewydd” or “Trefdraeth”"),
        ("Wrexham and Newport", "Wrecsam a Newport", "“Newport” is “Casnewydd” or “Trefdraeth”"),
        ("They seized drugs.", "Aeth y ddau â chyffuriau.", "“seized” is “atafaelu”"),
        ("a Welsh school, Welsh cakes", "ysgol a phice ar y maen", "“Welsh” is “Cymraeg”"),
        ("safe", "child porn", "“child porn” is not to be used"),
        ("safe", "pornograffi plant", "“pornograffi plant” is not to be used"),
        ("safe", "phornograffi plant", "“pornograffi plant” is not to be used"),
    ],
)
def test_a_term_said_another_way_and_a_forbidden_word_are_flagged(english: str, welsh: str, told: str) -> None:
    (finding,) = found("glossary", welsh, english)
    assert told in finding.what
    assert "translations/glossary.csv:" in finding.what + finding.fix


@pytest.mark.parametrize(
    ("english", "welsh"),
    [
        ("South Wales Police of Wales", "Heddlu De Cymru yng Nghymru"),
        ("from Newtown, in Abergavenny", "o’r Drenewydd, yn y Fenni"),
        ("in Monmouthshire and Pembrokeshire", "yn Sir Fynwy a Sir Benfro"),
        ("child sexual exploitation", "camfanteisio’n rhywiol ar blant"),
        ("She had a cardiac arrest.", "Cafodd ataliad y galon."),
        ("They seized the opportunity.", "Bachodd y ddau ar eu cyfle."),
        ("Welsh cakes for all", "Pice ar y maen i bawb"),
        ("child sexual exploitation", "gamfanteisio'n rhywiol ar blant"),
        ("indecent images of children", "ddelweddau anweddus o blant"),
        ("Walesby, cardiffian", "Walesby"),
        ("warranty", "gwarant"),
        ("Mr Brecon and PC Alex Newport", "Mr Brecon a PC Alex Newport"),
        ("the Brecon Beacons", "Bannau Brycheiniog"),
        ("a Welsh speaker in Welsh rugby", "siaradwr Cymraeg yn rygbi Cymru"),
    ],
)
def test_a_term_in_any_mutation_and_a_word_that_begins_like_one_are_left_alone(english: str, welsh: str) -> None:
    assert found("glossary", welsh, english) == []


@pytest.mark.parametrize(
    ("welsh", "english", "told"),
    [
        ("Tîm rygbi Cymru", "The Welsh rugby team", False),
        ("Tîm rygbi Cymru", "The rugby team", True),
        ("diogelu plant â gwarant", "protect children with a guarantee", False),
        ("camfanteisio’n rhywiol ar blant", "abuse", True),
        ("yng Nghaerdydd", "in the city", True),
    ],
)
def test_a_plain_word_in_a_welsh_source_may_be_said_in_more_ways_than_its_term(
    welsh: str, english: str, told: bool
) -> None:
    assert bool(found("glossary", english, welsh, lang="en", source_lang="cy")) == told


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("Alex Brecon, Test Force", "Alex Brecon, Heddlu Prawf", False),
        ("Alex Test, Mayor of Brecon", "Alex Test, Maer Brecon", True),
    ],
)
def test_a_surname_in_an_attribution_is_no_place(source: str, target: str, told: bool) -> None:
    assert bool(found("glossary", target, source, role="attribution")) == told


def test_the_longest_term_is_the_one_that_counts() -> None:
    knowledge = glossary(
        Term({"en": ("Wales",), "cy": ("Cymru",)}, "", (), 2),
        Term({"en": ("Prince of Wales",), "cy": ("Y Tywysog",)}, "ask", (), 3),
    )
    assert run((case("Prince of Wales", "Y Tywysog").pair,), knowledge) == ()
    (finding,) = run((case("Prince of Wales", "Cymru").pair,), knowledge)
    assert "“Prince of Wales” is “Y Tywysog” in the glossary (ask)" in finding.what


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("y tÅ·", "encoding"),
        ("dÅµr", "encoding"),
        ("Maeâ€™n", "encoding"),
        ("y tþ", "lost_letters"),
        ("dðr", "lost_letters"),
        ("dŵr, tÿ", "lost_letters"),
        ("si?r", "lost_letters"),
        ("t^y", "lost_letters"),
        ("grûp", "lost_letters"),
    ],
)
def test_a_letter_that_was_broken_or_lost_is_flagged(text: str, check: str) -> None:
    (finding,) = found(check, text)
    assert finding.level == ("error" if check == "encoding" else "warning")


@pytest.mark.parametrize("lang", ["cy", "en"])
def test_a_letter_that_no_program_could_read_is_told_once_and_where(lang: str) -> None:
    (finding,) = run((case("test", "y t\N{REPLACEMENT CHARACTER} coch", lang=lang).pair,), KNOWLEDGE)
    assert (finding.level, finding.check) == ("error", "encoding")
    assert finding.what == "a letter was lost (\N{REPLACEMENT CHARACTER}) after “y t”"
    assert finding.fix == "write the letter that was lost, and save as UTF-8"


@pytest.mark.parametrize("text", ["y tŷ, dŵr, siŵr?", "Guðrún Þór", "A/B?C=d", "pam? am", "Ångström", "x^2", "`tÅ·`"])
def test_letters_that_are_whole_are_left_alone(text: str) -> None:
    assert not found("encoding", text)
    assert not found("lost_letters", text)


@pytest.mark.parametrize(
    ("check", "text"),
    [
        ("mutations", "mynd i Caerdydd"),
        ("joining", "y ysgol"),
        ("circumflex", "y ty"),
        ("spelling", "gwybodeth i’r wasg"),
        ("glossary", "pornograffi plant"),
        ("encoding", "y tÅ·"),
        ("lost_letters", "t^y"),
    ],
)
def test_a_text_that_was_written_in_welsh_is_checked_as_well(check: str, text: str) -> None:
    assert found(check, text, "", state=TextState.SOURCE, source_lang="cy")


@pytest.mark.parametrize("check", WELSH)
def test_an_address_and_a_text_in_english_are_not_read_as_welsh(check: str) -> None:
    text = "i caerdydd y ysgol ty gwybodeth t^y pornograffi plant"
    assert found(check, text)
    assert not found(check, text, role="slug")
    if check != "glossary":
        assert not found(check, text, lang="en", source_lang="cy")


@pytest.mark.parametrize("check", ["circumflex", "mutations", "spelling"])
def test_without_a_dictionary_nothing_is_found_and_nothing_fails(check: str) -> None:
    pairs = [example.pair for example in CHECKS[check].flags]
    assert [finding for finding in run(pairs, Knowledge()) if finding.check == check] == []


@pytest.mark.parametrize(
    "text",
    [
        "[a]{" * 5000,
        "<a" * 5000,
        "a-" * 10000,
        "a." * 10000,
        "%(" * 5000,
        "ab?" * 5000,
        "a" * 30000 + "ÿ",
        "i creu " * 3000,
        "Wales " * 5000,
        "gwybodeth" * 3000,
        "Â" * 20000,
    ],
    ids=lambda text: text[:6],
)
def test_a_long_odd_text_takes_no_long_time(text: str) -> None:
    start = time.monotonic()
    run((case(text, text).pair, case("Test", text).pair), KNOWLEDGE)
    assert time.monotonic() - start < 5


def test_no_check_was_wrong_more_often_than_one_time_in_five() -> None:
    rows = measured()
    for check in (*WELSH, "encoding"):
        assert rows[check].level == CHECKS[check].level
        assert rows[check].right >= 0.8 * rows[check].judged
