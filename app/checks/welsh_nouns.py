"""Welsh nouns and names that mutate in a way of their own, or that mutate others, as data."""

from app.checks.words import word_set
from app.mutations import ASPIRATE, SOFT, mutate

# Welsh names of places that mutate like any other word; names of people do not.
PLACES = word_set(
    "cymru caerdydd casnewydd caernarfon caerfyrddin ceredigion conwy caerffili caergybi cas-gwent castell-nedd corwen"
    " penfro powys pen-y-bont porthcawl pontypridd prestatyn porthmadog pwllheli penarth prydain"
    " tywyn trefynwy treffynnon tredegar tregaron tyddewi"
    " bangor bethesda blaenafon brynbuga brycheiniog biwmares"
    " dinbych dolgellau dyfed gwent gwynedd"
    " merthyr morgannwg maesteg machynlleth maesyfed"
    " llanelli llandudno llangefni llanfair-ym-muallt llangollen llanbedr llundain lloegr rhuthun rhaeadr"
)

# Of these, names that people have as well.
FORENAMES = word_set("conwy dyfed gwent gwynedd powys tywyn")

# Feminine nouns that no dictionary has as masculine, and whose first letter the article changes.
FEMININE = word_set(
    "merch gwefan gwraig cymuned cymdeithas cronfa dinas tref gwlad gwybodaeth deddf menter mam cân coeden pont"
    " cyfraith dogfen colofn golygfa gwers blwyddyn gorsaf canolfan cyfres cegin pobl tystiolaeth bwydlen delwedd"
    " menyw dynes damwain cath marwolaeth cynhadledd"
    " barn blaenoriaeth brwydr bysell cadair calon cangen carfan cell cenedl cosb cyfrol cyllideb darpariaeth dawns"
    " deddfwriaeth deiseb dewislen dirwy dolen gwasg gweinyddiaeth gweithred gwobr partneriaeth plaid pleidlais"
    " poblogaeth prifddinas prifysgol priodas tasg trafodaeth trefn trwydded"
    " baner bargen basged beirniadaeth braich brawddeg brenhines bro buwch bwrdeistref bydwraig byddin"
    " cadwraeth cadwyn camp campfa canmoliaeth canrif carreg cawod cefnffordd cefnogaeth ceg ceiniog celf cenhedlaeth"
    " cerdd cerddorfa cerddoriaeth coedwig coedwigaeth coes cofeb cofrestr craig croes croesfan cydnabyddiaeth"
    " cydweithfa cyfadran cyfarwyddiaeth cyflogaeth cyfnewidfa cyffordd cyfradd cyfrinach cyfundrefn cyllell cymanfa"
    " cymeradwyaeth cymhareb cymhariaeth cynrychiolaeth cynulleidfa cystadleuaeth"
    " dadl daear dafad dalfa damcaniaeth dedfryd defod deilen derbynfa derwen desg diod disgyblaeth draig drama"
    " dyled dyletswydd"
    " galwedigaeth gardd goruchwyliaeth gorymdaith gradd graddfa gwarchodfa gwedd gweddi gweithdrefn gweithfan"
    " gweledigaeth gwenynen gweriniaeth gwladwriaeth gwleidyddiaeth gwrthblaid gwyddoniaeth gwylan gyrfa"
    " mainc mantais marchnad meddygfa meddyginiaeth meithrinfa melin mellten mordaith mynedfa mynwent"
    " pabell pencampwriaeth pennod perchnogaeth pibell porfa potel prentisiaeth priffordd prifathrawes punt pêl"
    " taith talaith techneg technoleg teisen telyn teyrnged torf traffordd trafnidiaeth treftadaeth trefniadaeth treth"
    " triniaeth tylluan tystysgrif tywysoges"
)

# Feminine nouns that keep their first letter after the article.
STEADY = word_set(
    "adran afon amgueddfa ardal asiantaeth astudiaeth eglwys elusen fferm ffilm ffordd heol iaith llinell llyfrgell"
    " llywodraeth noson oriel rhaglen rheol sefyllfa senedd seremoni sir siop strategaeth stryd swyddfa system uned"
    " wythnos ysgol ystafell"
)

# Nouns with a vowel at their beginning whose plural no ending makes, and such plurals.
VOWELLED = word_set(
    "addysg adar aderyn aelwyd aelwydydd afon afonydd ambiwlansys amddiffynnydd amgueddfa amlosgfa angen anifail"
    " arddangosfa arian arolwg arolygon asgwrn athrawon athro aur economi economeg effaith efaill efeilliaid eglwys"
    " eglwysi egni eiddo enaid enghraifft esgyrn ewros oedolyn offeiriaid offer uchelgais unigolyn uwchgynhadledd"
    " ymchwilydd ymennydd ymgeisydd ymgynghorydd ymgyrchydd ymwelydd ynad ynadon ynni ysbytai ysbyty ysgolhaig"
    " ysgrifennydd ysgyfaint ystadegyn"
)

# Numbers before masculine nouns, in any form that may stand there, with what they are themselves, and before feminine
# ones.
MASCULINE = {
    form: (masculine, feminine)
    for masculine, feminine in {
        "dau": "dwy",
        "tri": "tair",
        "pedwar": "pedair",
        "trydydd": "trydedd",
        "pedwerydd": "pedwaredd",
    }.items()
    for form in (masculine, mutate(masculine, SOFT, "cy"), mutate(masculine, ASPIRATE, "cy"))
}

# Numbers that are shorter before what they count.
SHORTER = {
    "pump": "pum",
    "bump": "bum",
    "phump": "phum",
    "chwech": "chwe",
    "cant": "can",
    "gant": "gan",
    "chant": "chan",
}
# Nouns that they are certain to count: "chwech oed" and "am bump nos Lun" are right.
COUNTED = word_set(
    "person plentyn dyn menyw bachgen merch disgybl myfyriwr claf aelod cynghorydd swyddog teulu cwmni busnes ysbyty"
    " diwrnod wythnos mis munud awr blynedd mlynedd punt milltir metr cilometr tŷ cartref adeilad car cerbyd bws"
    " digwyddiad achos safle lleoliad ysgol gorsaf canolfan cymuned swydd swyddfa llyfrgell ardal sir tref pentref"
)
