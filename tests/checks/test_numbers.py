"""Numbers, times and dates are the same in both languages, however each language writes them."""

import pytest

from app.checks import Knowledge, Pair, run
from app.model import Finding
from tests.checks.test_checks import pair
from tests.newsroom import Newsroom, outcome_of

ABOUT_NUMBERS = {"numbers", "dates", "days", "phones", "in_words"}


def findings(text: Pair) -> tuple[Finding, ...]:
    """What is found about numbers, warnings too."""
    return tuple(each for each in run([text], Knowledge()) if each.check in ABOUT_NUMBERS)


SAME = (
    ("The 13 boys were found safe.", "Cafwyd hyd i’r tri bachgen ar ddeg yn ddiogel."),
    ("She was 13 years old.", "Roedd hi’n dair ar ddeg oed."),
    ("There were 16 of them there.", "Roedd un ar bymtheg ohonynt yno."),
    ("There were 19 women there.", "Roedd pedair menyw ar bymtheg yno."),
    ("There were 13 or 20 of them.", "Roedd un deg tri neu ddau ddeg ohonynt."),
    ("They raided 10 sites at the same time.", "Cynhaliwyd cyrchoedd ar yr un pryd ar ddeg safle."),
    ("The 4th officer came for the 10th time.", "Daeth y pedwerydd swyddog am y degfed tro."),
    ("On 1st May he was arrested.", "Ar y cyntaf o Fai cafodd ei arestio."),
    ("They meet 2 times a week.", "Maent yn cyfarfod ddwywaith yr wythnos."),
    ("It starts at 12 noon.", "Mae’n dechrau am hanner dydd."),
    ("It starts at 9.30pm.", "Mae’n dechrau am hanner awr wedi naw yr hwyr."),
    ("It starts at 9.45pm.", "Mae’n dechrau am chwarter i 10 yr hwyr."),
    ("It starts at 8:40pm.", "Mae’n dechrau am ugain munud i naw yr hwyr."),
    ("It opens at 9am and shuts at 9pm.", "Mae’n agor am 9 y bore ac yn cau am 21.00."),
    ("That morning 9 were arrested at 7pm.", "Arestiwyd 9 y bore hwnnw am 7."),
    ("It starts at 9.30 or 10.30.", "Mae’n dechrau am 21.30 neu 22:30."),
    ("It is worth £2,500,000.", "Mae’n werth £2.5m."),
    ("A wall of 5m fell.", "Syrthiodd wal o 5 metr."),
    ("On 2024-05-01 he came.", "Daeth ar 1/5/2024."),
    ("Call 116 123 now.", "Ffoniwch 116123 nawr."),
    ("Pupils of KS3 and the M4.", "Disgyblion CA3 a’r draffordd."),
    ("On Tuesday 12 people met on 4 May.", "Ddydd Mawrth 12 o bobl a gyfarfu ar 4 Mai."),
    ("On Tuesday 12 people met on 4 May.", "Fore Mawrth 12 o bobl a gyfarfu ar 4 Mai."),
    ("They met on Tuesday 3 May.", "Buont yn cyfarfod nos Fawrth, y 3ydd o Fai."),
    ("He said that 21 people met on 4 June.", "Dywedodd mai 21 o bobl a gyfarfu ar y pedwerydd o Fehefin."),
    ("They met on 04.06.2026.", "Buont yn cyfarfod ar 4 Mehefin 2026."),
    ("Twenty-five people were hurt.", "Anafwyd 25 o bobl."),
    ("It is a library of the 21st century.", "Llyfrgell o’r unfed ganrif ar hugain ydyw."),
    ("He came on 31 January.", "Daeth ar yr unfed dydd ar ddeg ar hugain o Ionawr."),
    ("There were 40 men and 50 women.", "Roedd deugain o ddynion a hanner cant o fenywod."),
    ("There were 34 of them.", "Roedd tri deg pedwar ohonynt."),
    ("It is the 100th bus.", "Hwn yw’r canfed bws."),
    ("About 100 came, or 120.", "Daeth tua chant, neu gant ac ugain."),
    ("Two hundred and fifty came.", "Daeth 250."),
    ("It cost £2,000, not £100,000.", "Costiodd ddwy fil o bunnoedd, nid can mil."),
    ("Over a million came, not half a million.", "Daeth dros 1 filiwn, nid 500,000."),
    ("A wall of 5m, of £5 million.", "Wal o 5 metr, o £5m."),
    ("Between 9 am and 5 p.m.", "Rhwng 9am a 5pm."),
    ("He came at 7am for 3.", "Daeth am 7 y bore am 3."),
    ("£1.5m", "£1,500,000"),
    ("There were 0 injuries.", "Ni chafodd neb ei anafu."),
    ("He went to prison for 12 months.", "Aeth i’r carchar am flwyddyn."),
    ("She got 18 months, and he 24.", "Cafodd hi flwyddyn a hanner, ac ef 24."),
    ("A 36-month sentence was passed.", "Rhoddwyd dedfryd o dair blynedd."),
    ("A 52-week sentence was passed.", "Rhoddwyd dedfryd o flwyddyn."),
    ("Write within 14 days, or 28 days at most.", "Ysgrifennwch o fewn pythefnos, neu bedair wythnos fan bellaf."),
    ("It closed for 7 days, then 48 hours.", "Caeodd am wythnos, yna am ddeuddydd."),
    ("It lasts 1 hour or 2½ hours.", "Mae’n para awr neu ddwy awr a hanner."),
    ("A walk of 45 minutes, not 90 minutes.", "Taith o dri chwarter awr, nid awr a hanner."),
    ("It is 25 years old, not 10 years.", "Mae’n chwarter canrif oed, nid yn ddegawd."),
    ("In the 12 months to March 2026.", "Yn y flwyddyn hyd at fis Mawrth 2026."),
    ("A 6-month-old and a 1-year-old.", "Plentyn hanner blwydd oed ac un blwydd oed."),
    ("It began over 100 years ago.", "Dechreuodd ers dros gan mlynedd."),
    ("About 200 came, then 600.", "Daeth tua dau gan oedolyn, yna chwe chan plentyn."),
    ("The 2 were arrested by officers.", "Arestiwyd y ddau gan swyddogion."),
    ("About 150 came, at a cost of £3,500.", "Daeth tua chant a hanner, ar gost o dair mil a hanner o bunnoedd."),
    ("It is worth 2.5 million pounds.", "Mae’n werth dwy filiwn a hanner o bunnoedd."),
    ("About 75 met.", "Cyfarfu tua phymtheg a thrigain."),
    ("A man in his 30s and a woman in her 20s.", "Dyn yn ei dridegau a menyw yn ei hugeiniau."),
    ("It was built in the 1980s, not the 1970s.", "Fe’i codwyd yn yr wythdegau, nid y 70au."),
    ("It marks the 50th anniversary.", "Mae’n nodi’r hanner canmlwyddiant."),
    ("He was seen at 0830hrs and at 2145 hours.", "Fe’i gwelwyd am 8.30yb ac am 9.45yh."),
    ("The road was shut between 1800 and 0600hrs.", "Roedd y ffordd ar gau rhwng 6pm a 6am."),
    ("He was seen at 1915 on 4 May 2026.", "Fe’i gwelwyd am 7.15 yr hwyr ar 4 Mai 2026."),
    ("It is 2.5 miles long and 1.5 metres wide.", "Mae’n ddwy filltir a hanner o hyd ac yn fetr a hanner o led."),
    ("It rose by 0.5%.", "Cododd hanner y cant."),
    ("About 1,200 came, or 2,300.", "Daeth tua mil a dau gant, neu ddwy fil tri chant."),
    ("They gave 1500 hours of their time.", "Rhoesant 1,500 awr o’u hamser."),
    ("About 50% of them came, or half.", "Daeth tua hanner ohonynt, neu 50%."),
    ("It fell by 25 per cent, not by three quarters.", "Gostyngodd chwarter, nid 75 y cant."),
    ("About 1 in 3 people came, and one in 2.", "Daeth tua thraean o’r bobl, a hanner."),
    ("One in three was late.", "Roedd 1 o bob 3 yn hwyr."),
    ("A third were late, and two-fifths early.", "Roedd un o bob 3 yn hwyr, a 40% yn gynnar."),
    ("About 1 child in 4, or 20%.", "Tua chwarter y plant, neu un rhan o bump."),
    ("It is 10% of the 10 schools.", "Un ym mhob 10 o’r deg ysgol."),
    ("It costs £1 a week, or half a pound.", "Mae’n costio punt yr wythnos, neu 50c."),
    ("A fee of a pound, 50p or £1.50.", "Ffi o £1, hanner punt neu bunt a hanner."),
    ("It is 1 mile away, not 1½ miles.", "Mae filltir i ffwrdd, nid milltir a hanner."),
    ("There were 3 in 12 months.", "Roedd 3 mewn blwyddyn."),
    ("By 31/12/25 or 1/1/26.", "Erbyn 31 Rhagfyr 2025 neu 1 Ionawr 2026."),
    ("By 31.12.25.", "Erbyn 31/12/2025."),
    ("About 50% of staff came.", "Daeth tua 50 y cant o’r staff."),
    ("Between 40 and 50% of staff came.", "Daeth rhwng 40% a 50% o’r staff."),
    ("A rise of 2 percentage points to 5%.", "Cynnydd o 2 bwynt canran i 5 y cant."),
    ("Of the girls 60% came, and 50% of the boys.", "Daeth 60 y cant o’r merched, a 50 o’r bechgyn."),
    ("It costs £500, £600 or 50p.", "Mae’n costio 500, 600 o bunnoedd neu 50c."),
    ("It cost £2.5 million, or €5.", "Costiodd 2.5 miliwn o bunnoedd, neu 5 ewro."),
    ("It is 5 miles (8km) away at 20mph.", "Mae 8 cilometr (5 milltir) i ffwrdd ar 20 milltir yr awr."),
    ("A 5kg bag and a 3 tonne lorry.", "Bag 5 cilogram a lori 3 tunnell."),
    ("It is 5 square miles, and takes 5 minutes.", "Mae’n 5 milltir sgwâr, ac yn cymryd 5 munud."),
    ("It was -5°C at night, and 3-5°C by day.", "Roedd yn 5 gradd o dan y rhewbwynt yn y nos, a 3–5°C yn y dydd."),
    ("A 5G mast of 5 metres.", "Mast 5G o 5 metr."),
    ("A 6-month-old boy and a 2-year-old girl.", "Bachgen 6 mis oed a merch 2 flwydd oed."),
    ("A 14-day wait, and 48 hours more.", "Aros 14 diwrnod, a 48 awr yn rhagor."),
    ("It weighs 5 pounds.", "Mae’n pwyso 5 pwys."),
    ("It is on Good Friday, Easter Monday and Shrove Tuesday.", "Mae ar Wener y Groglith, Llun y Pasg a Mawrth Ynyd."),
    ("Open Monday–Friday in July and August.", "Ar agor Llun–Gwener ym mis Gorffennaf ac Awst."),
    ("Open on Mondays, and at the weekend.", "Ar agor bob dydd Llun, a dydd Sadwrn a dydd Sul."),
    ("He told the Sunday Times yesterday.", "Dywedodd wrth y Sunday Times ddydd Llun."),
    ("Mothering Sunday is in March or May.", "Mae Sul y Mamau ym mis Mawrth neu fis Mai."),
    ("Sheffield Wednesday play on Tuesday night.", "Mae Sheffield Wednesday yn chwarae nos Fawrth."),
    ("June Test came in September.", "Daeth June Test ym mis Medi."),
    ("They met in October, before the autumn ended.", "Buont yn cyfarfod ym mis Hydref, cyn diwedd yr hydref."),
    ("Until 1 July they can write.", "Gallant ysgrifennu tan ddiwedd mis Mehefin, hyd 1 Gorffennaf."),
    ("It was on 3 March, a Tuesday.", "Roedd ar 3 Mawrth, dydd Mawrth."),
    ("One of the men said at one time that both came.", "Dywedodd un o’r dynion ar un adeg fod y ddau wedi dod."),
    ("Six weeks, two weeks or a fortnight.", "Chwe wythnos, pythefnos neu ddwy wythnos."),
    ("Ten minutes for ten pounds.", "Deng munud am ddeg punt."),
    ("Twenty-four hours, and four minutes.", "Pedair awr ar hugain, a phedwar munud."),
    ("It holds 5 gallons, or 40 pints.", "Mae’n dal 5 galwyn, neu 40 o beintiau."),
    ("Thirty-six months, or eighty minutes.", "Tair blynedd, neu awr ac ugain munud."),
    ("A man in his thirties, with three children.", "Dyn yn ei dridegau, â thri o blant."),
    ("At half past nine, or nine thirty.", "Am hanner awr wedi naw."),
    ("A quarter of a million pounds for two thirds.", "Chwarter miliwn o bunnoedd i ddwy ran o dair."),
    ("Ninety-nine, or two dozen.", "Cant namyn un, neu bedwar ar hugain."),
    ("It is the Six Nations, and the second of four.", "Y Chwe Gwlad yw hi, a’r ail o bedwar."),
    ("Two or three days, or four or five.", "Deuddydd neu dri, neu bedwar neu bump."),
    ("A sixteen-year-old, missing for a week.", "Merch un ar bymtheg oed, ar goll ers wythnos."),
    ("In the middle of the night, thirty men came.", "Ganol nos, daeth deg dyn ar hugain."),
    ("They were treated fairly by the four.", "Cawsant eu trin yn deg gan y pedwar."),
    ("Seventy-five, and one hundred and twenty.", "Saith deg pump, a chwe ugain."),
)

OTHER = (
    ("There were 10 people.", "Roedd tri deg o bobl.", "10 is not in the translation"),
    ("There were 20 people.", "Roedd pump ar hugain o bobl.", "20 is not in the translation"),
    ("About 100 came.", "Daeth 10 y cant.", "100 is not in the translation"),
    ("About 100 came.", "Daeth gan bwyll.", "100 is not in the translation"),
    ("About 25 came.", "Daeth pump ac ugain arall.", "25 is not in the translation"),
    ("About 2,000 came.", "Daeth dau gant.", "2000 is not in the translation"),
    ("About 1 million came.", "Daeth 2 filiwn.", "1 is not in the translation"),
    ("It is 30 years old.", "Mae’n dri ar ddeg oed.", "30 is not in the translation"),
    ("They met on 04.06.2026.", "Buont yn cyfarfod ar 5 Mehefin 2026.", "04.06.2026 is not in the translation"),
    ("It costs £1.5m.", "Mae’n costio £1.5bn.", "1.5 is not in the translation"),
    ("It costs £1.5 million.", "Mae’n costio £1.5 biliwn.", "1.5 is not in the translation"),
    ("£250,000", "£25,000", "250000 is not in the translation"),
    ("57%", "75%", "57 is not in the translation"),
    ("On 12 June at 7pm.", "Ar 12 Mehefin am 7am.", "19:00 is not in the translation"),
    ("Between 9am and 5pm.", "Rhwng 9pm a 5am.", "09:00 is not in the translation"),
    ("About 1.25 million came.", "Daeth tua 13.25 miliwn.", "1.25 is not in the translation"),
    ("Version 1.10 is out.", "Mae fersiwn 13.10 allan.", "1.10 is not in the translation"),
    ("It is 1.15 metres high.", "Mae’n 13.15 metr o uchder.", "1.15 is not in the translation"),
    ("It opens at 9.30am.", "Mae’n agor am 21:30.", "09:30 is not in the translation"),
    ("It opens at 9am.", "Mae’n agor am 9 yr hwyr.", "09:00 is not in the translation"),
    ("Between 9am and 5pm.", "Rhwng 9yh a 5yb.", "09:00 is not in the translation"),
    ("It opens at 9.30am.", "Mae’n agor am hanner awr wedi deg.", "09:30 is not in the translation"),
    ("It is worth £2,500,000.", "Mae’n werth £2.6 miliwn.", "2500000 is not in the translation"),
    ("Call 0800 1111 now.", "Ffoniwch 08001112 nawr.", "1111 is not in the translation"),
    ("Quote C123456 now.", "Dyfynnwch C123465 nawr.", "C123456 is not in the translation"),
    ("He got 12 months.", "Cafodd ddwy flynedd.", "12 is not in the translation"),
    ("He got 24 months.", "Cafodd ail flwyddyn.", "24 is not in the translation"),
    ("He got 18 months.", "Cafodd ddwy flynedd a hanner.", "18 is not in the translation"),
    ("He got 1 month.", "Cafodd bymtheng mis.", "1 is not in the translation"),
    ("It took 36 months.", "Cymerodd dair blynedd ar ddeg.", "36 is not in the translation"),
    ("There were 12 in 12 months.", "Roedd 13 mewn blwyddyn.", "13 is not in the source"),
    ("There were 12 in 12 months.", "Roedd 13 mewn 12 mis.", "12 is not in the translation"),
    ("It took 12 months this year.", "Cymerodd dri mis eleni.", "12 is not in the translation"),
    ("It took 1 month from March.", "Cymerodd dri mis o fis Mawrth.", "1 is not in the translation"),
    ("It took 1 day from Monday.", "Cymerodd dri diwrnod o ddydd Llun.", "1 is not in the translation"),
    ("It took 0 days.", "Cymerodd ddiwrnod.", "0 is not in the translation"),
    ("It took 1 day.", "Cymerodd gant a dau ddiwrnod.", "1 is not in the translation"),
    ("It took 30 days.", "Cymerodd fis.", "30 is not in the translation"),
    ("It began in the 1980s.", "Dechreuodd yn yr 1880au.", "1980 is not in the translation"),
    ("It began in the 1980s.", "Dechreuodd yn y saithdegau.", "1980 is not in the translation"),
    ("About 50 came.", "Daeth tua deg a thrigain.", "50 is not in the translation"),
    ("About 1,050 came.", "Daeth mil a hanner.", "1050 is not in the translation"),
    ("He was seen at 0830hrs.", "Fe’i gwelwyd am 8.30yh.", "0830 is not in the translation"),
    ("It is 2.5 miles long.", "Mae’n dair milltir a hanner o hyd.", "2.5 is not in the translation"),
    ("About 1,200 came.", "Daeth tua mil a thri chant.", "1200 is not in the translation"),
    ("He was seen at 0830hrs.", "Fe’i gwelwyd am 8.45yb.", "0830 is not in the translation"),
    ("The car was AB12 CDE.", "Y car oedd AB13 CDE.", "AB12 is not in the translation"),
    ("It fell by 50%.", "Gostyngodd chwarter.", "50 is not in the translation"),
    ("It rose by 50%.", "Cododd hanner y cant.", "50 is not in the translation"),
    ("About 50% came after 30 minutes.", "Daeth tua’r rhain ar ôl hanner awr.", "50 is not in the translation"),
    ("About 1 in 3 came.", "Daeth tua chwarter.", "3 is not in the translation"),
    ("About 40% came.", "Daeth tua dwy ran o dair.", "40 is not in the translation"),
    ("It is 1 in 10 of 10 schools.", "Mae’n 10% o ysgolion.", "10 is not in the translation"),
    ("It costs £1 a week.", "Mae’n costio dwy bunt yr wythnos.", "1 is not in the translation"),
    ("It costs £1 million.", "Mae’n costio punt.", "1 is not in the translation"),
    ("It is 1 mile away.", "Mae dair milltir i ffwrdd.", "1 is not in the translation"),
    ("It began 100 years ago.", "Dechreuodd hanner can mlynedd yn ôl.", "100 is not in the translation"),
    ("By 31/12/25.", "Erbyn 30 Rhagfyr 2025.", "31 is not in the translation"),
    ("By 31/12/25.", "Erbyn 31 Rhagfyr 1925.", "25 is not in the translation"),
    ("About 50% of staff came.", "Daeth tua 50 o’r staff.", "“50%” in the source is “50” in the translation"),
    ("It costs $500.", "Mae’n costio £500.", "“$500” in the source is “£500” in the translation"),
    ("It costs 50p.", "Mae’n costio £50.", "“50p” in the source is “£50” in the translation"),
    ("A 5kg bag.", "Bag 5g.", "“5kg” in the source is “5g” in the translation"),
    ("It took six weeks.", "Cymerodd chwe mis.", "“six weeks” in the source is “chwe mis” in the translation"),
    (
        "It took nine months.",
        "Cymerodd naw mlynedd.",
        "“nine months” in the source is “naw mlynedd” in the translation",
    ),
    ("It holds 5 gallons.", "Mae’n dal 5 litr.", "“5 gallons” in the source is “5 litr” in the translation"),
    ("It is 5 miles away.", "Mae 5 cilometr i ffwrdd.", "“5 miles” in the source is “5 cilometr” in the translation"),
    ("It takes 5 days.", "Mae’n cymryd 5 wythnos.", "“5 days” in the source is “5 wythnos” in the translation"),
    ("It was −5°C.", "Roedd yn 5°C.", "“−5°C” in the source is “5°C” in the translation"),
    ("Thirty people came.", "Daeth tri ar ddeg o bobl.", "“thirty” in the source is “tri ar ddeg” in the translation"),
    ("Three came.", "Daeth tri ar ddeg.", "“three” in the source is “tri ar ddeg” in the translation"),
    ("One in four came.", "Daeth un o bob pump.", "“one in four” in the source is “un o bob pump” in the translation"),
    (
        "A five-year plan.",
        "Cynllun pedair blynedd.",
        "“five year” in the source is “pedair blynedd” in the translation",
    ),
    ("It opens at noon.", "Mae’n agor am hanner nos.", "“noon” in the source is “hanner nos” in the translation"),
    ("He was seen on Tuesday.", "Fe’i gwelwyd ddydd Iau.", "“Tuesday” in the source is “ddydd Iau” in the translation"),
    ("Shut in May.", "Ar gau ym mis Mehefin.", "“in May” in the source is “mis Mehefin” in the translation"),
    (
        "They met on Tuesday 3 June 2026.",
        "Buont yn cyfarfod ddydd Mawrth 3 Mai 2026.",
        "3 June 2026 in the source is 3 Mai 2026 in the translation",
    ),
    (
        "They met on Monday, 3 March.",
        "Buont yn cyfarfod ddydd Mercher y 3ydd o Fawrth.",
        "Monday 3 March in the source is Dydd Mercher 3 Mawrth in the translation",
    ),
)


@pytest.mark.parametrize(("english", "welsh"), SAME, ids=[welsh for _, welsh in SAME])
def test_what_each_language_writes_in_its_own_way_is_the_same(english: str, welsh: str) -> None:
    for found in (findings(pair(english, welsh, "cy")), findings(pair(welsh, english, "en"))):
        assert [each.what for each in found] == []


@pytest.mark.parametrize(("english", "welsh", "what"), OTHER, ids=[welsh for _, welsh, _ in OTHER])
def test_what_only_looks_the_same_is_flagged(english: str, welsh: str, what: str) -> None:
    assert what in [each.what for each in findings(pair(english, welsh, "cy"))]
    assert findings(pair(welsh, english, "en"))


ALIKE_IN_FIGURES = (
    ("It opens at 9am.", "Mae’n agor am 9yh."),
    ("It opens at 9 AM.", "Mae’n agor am 9 YH."),
    ("It opens at 9.30 a.m.", "Mae’n agor am 9.30 y.h."),
    ("It opens at 9 in the morning.", "Mae’n agor am 9 yr hwyr."),
    ("It opens at 9 in the evening.", "Mae’n agor am 9 y bore."),
    ("It opens at 9 in the evening.", "Mae’n agor am 9 yn y bore."),
    ("It opens at 9 o’clock in the evening.", "Mae’n agor am 9 o’r gloch y bore."),
    ("It opens at 9 o’clock in the morning.", "Mae’n agor am 9 o’r gloch y prynhawn."),
    ("It opens at 9 p.m.", "Mae’n agor am 9 a.m."),
    ("It costs £5 million.", "Mae’n costio £5 biliwn."),
    ("It costs £5bn.", "Mae’n costio £5m."),
    ("It costs £5 thousand.", "Mae’n costio £5 Miliwn."),
    ("They met on MONDAY 3 June.", "Buont yn cyfarfod ddydd Mawrth 3 Mehefin."),
    ("They met on Wed 3 June.", "Buont yn cyfarfod Iau 3 Mehefin."),
)


@pytest.mark.parametrize(("english", "welsh"), ALIKE_IN_FIGURES, ids=[welsh for _, welsh in ALIKE_IN_FIGURES])
def test_the_same_figures_are_not_the_same_where_a_word_beside_them_differs(english: str, welsh: str) -> None:
    for text in (pair(english, welsh, "cy"), pair(welsh, english, "en")):
        assert {each.check for each in findings(text)} & {"numbers", "dates"}


def test_a_number_of_thousands_of_digits_is_read_too() -> None:
    digits = "9" * 5000
    for text in (digits, f"Test {digits} million.", f"Test {digits} months."):
        assert "numbers" in {each.check for each in findings(pair(text, "Prawf 9am, blwyddyn.", "cy"))}


@pytest.mark.parametrize(
    ("english", "welsh", "wrong", "right", "number"),
    [
        (
            "The 13 boys met on Tuesday 3 May.",
            "Bu’r {} yn cyfarfod ddydd Mawrth 3 Mai.",
            "tri bachgen ar bymtheg",
            "tri bachgen ar ddeg",
            "13",
        ),
        (
            "He was in prison for 18 months from 0830hrs.",
            "Bu yn y carchar am {} o 8.30yb ymlaen.",
            "ddwy flynedd a hanner",
            "flwyddyn a hanner",
            "18",
        ),
        ("It costs 50% of that.", "Mae’n costio {} hynny.", "chwarter", "hanner", "50"),
    ],
    ids=["in words", "a period in another unit", "a share"],
)
def test_a_number_that_is_said_otherwise_holds_no_release_and_another_does(
    newsroom: Newsroom, english: str, welsh: str, wrong: str, right: str, number: str
) -> None:
    catalogue = newsroom.translate(newsroom.release(source="en", body=english))
    newsroom.edit(catalogue, f"Prawf {english}", welsh.format(wrong))
    (finding,) = outcome_of(newsroom.publish(), "test-release").blockers
    assert finding.what == f"{number} is not in the translation"
    newsroom.edit(catalogue, welsh.format(wrong), welsh.format(right))
    assert outcome_of(newsroom.publish(), "test-release").change == "live"
