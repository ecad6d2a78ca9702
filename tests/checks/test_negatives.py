"""A text that says that something is not so has a translation that says the same, in whatever words."""

import pytest

from app.checks import Knowledge, run
from tests.checks.test_checks import pair

SAME = (
    ("He was not charged.", "Ni chafodd ei gyhuddo."),
    ("No one was hurt.", "Ni chafodd neb ei anafu."),
    ("The charge was not proved.", "Heb ei brofi y mae’r cyhuddiad."),
    ("Don’t forget to bring your coat.", "Cofiwch ddod â’ch côt."),
    ("Please do not hesitate to contact us.", "Mae croeso i chi gysylltu â ni."),
    ("You cannot miss it.", "Mae’n hawdd ei weld."),
    ("It is not only open but free.", "Mae ar agor ac am ddim."),
    ("The match was not played until Sunday.", "Chwaraewyd y gêm ddydd Sul."),
    ("He would not say.", "Gwrthododd ddweud."),
    ("They could not reach the boat.", "Methwyd â chyrraedd y cwch."),
    ("The form is not valid.", "Mae’r ffurflen yn annilys."),
    ("He is not guilty.", "Mae’n ddieuog."),
    ("The report is not yet public.", "Mae’r adroddiad yn dal heb ei gyhoeddi."),
    ("The road is closed to all but residents.", "Nid oes neb ond trigolion yn cael defnyddio’r ffordd."),
    ("The site is unsafe.", "Nid yw’r safle yn ddiogel."),
    ("Few people came.", "Ni ddaeth llawer o bobl."),
    ("It is free.", "Nid oes rhaid talu."),
    ("Our work here is to help.", "Ein gwaith ni yma yw helpu."),
    ("We are proud, and we are here.", "Rydym ni’n falch, ac rydym ni yma."),
    ("They lack homes.", "Does ganddynt ddim cartrefi."),
    ("Only two people came.", "Ni ddaeth ond dau."),
    ("She stayed at home all day.", "Nid aeth hi allan drwy’r dydd."),
    ("Everyone except him agreed.", "Cytunodd pawb nad ef oedd yn iawn."),
    ("The baby is fine, isn’t it?", "Mae’r babi’n iawn, on’d yw?"),
    ("We have never been busier.", "Rydym yn brysurach nag erioed."),
    ("The case is no longer being investigated.", "Mae’r achos bellach ar gau."),
    ("He cannot be named.", "Ni ellir ei enwi."),
    ("He denied that.", "Dywedodd nad oedd hynny’n wir."),
    ("People must not enter the water.", "Rhaid i bobl gadw o’r dŵr."),
    ("Do not touch it.", "Peidiwch â’i gyffwrdd."),
    ("It isn’t open yet.", "Dyw hi ddim ar agor eto."),
    ("He wasn’t there.", "Doedd e ddim yno."),
    ("There are no trains today.", "Nid oes trenau heddiw."),
    ("There is no charge.", "Mae’n rhad ac am ddim."),
    ("There is no doubt that he was right.", "Roedd yn sicr o fod yn iawn."),
    ("Nothing was taken.", "Ni chafodd unrhyw beth ei gymryd."),
    ("None of the boats was found.", "Ni ddaethpwyd o hyd i’r un cwch."),
    ("The bus did not stop.", "Ni stopiodd y bws."),
    ("The road will not reopen today.", "Bydd y ffordd yn aros ar gau heddiw."),
)

OTHER = (
    ("He was not charged.", "Cafodd ei gyhuddo."),
    ("He was charged.", "Ni chafodd ei gyhuddo."),
    ("No one was hurt.", "Cafodd pobl eu hanafu."),
    ("Nobody was arrested.", "Arestiwyd pobl."),
    (
        "The school will not open on Monday. Parents have been told.",
        "Bydd yr ysgol yn agor ddydd Llun. Mae’r rhieni wedi cael gwybod.",
    ),
    ("The man didn’t stop.", "Arhosodd y dyn."),
    ("You should never share a password.", "Dylech rannu cyfrinair."),
    ("The water is safe.", "Nid yw’r dŵr yn ddiogel."),
    ("There were no injuries.", "Roedd anafiadau."),
    ("There will be no trains today.", "Bydd trenau heddiw."),
    ("None of the children was hurt.", "Cafodd y plant eu hanafu."),
    ("Nothing was stolen.", "Cafodd popeth ei ddwyn."),
    ("The driver was not hurt in the collision.", "Anafwyd y gyrrwr yn y gwrthdrawiad."),
    ("The library will not close.", "Bydd y llyfrgell yn cau."),
    ("The driver didn’t stop.", "Stopiodd y gyrrwr."),
    ("The bridge is open.", "Dyw’r bont ddim ar agor."),
)


def turned(source: str, target: str, lang: str) -> bool:
    return "negation" in {each.check for each in run([pair(source, target, lang)], Knowledge())}


@pytest.mark.parametrize(("english", "welsh"), SAME, ids=[welsh for _, welsh in SAME])
def test_a_negative_may_be_said_in_other_words(english: str, welsh: str) -> None:
    assert not turned(english, welsh, "cy")
    assert not turned(welsh, english, "en")


@pytest.mark.parametrize(("english", "welsh"), OTHER, ids=[welsh for _, welsh in OTHER])
def test_a_negative_that_only_one_text_has_is_flagged(english: str, welsh: str) -> None:
    assert turned(english, welsh, "cy")
    assert turned(welsh, english, "en")


def test_each_sentence_needs_its_own_negative() -> None:
    assert turned("It couldn’t be opened. He was not charged.", "Methwyd ei agor. Cafodd ei gyhuddo.", "cy")
    assert not turned("It couldn’t be opened. He was not charged.", "Methwyd ei agor. Gwrthodwyd ei gyhuddo.", "cy")
