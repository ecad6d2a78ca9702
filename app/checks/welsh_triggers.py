"""Which Welsh words change the first letter of the next one, as data; only where the rule has no second opinion."""

from dataclasses import dataclass

from app.checks.welsh_bare import BARE_PAIRS
from app.checks.welsh_nouns import FEMININE, MASCULINE, PLACES, SHORTER, STEADY
from app.checks.words import word_set
from app.mutations import ASPIRATE, BREATH, MUTATIONS, NASAL, SOFT, mutate

LANGUAGE = "cy"


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a word does to the next.

    kind: the mutation it causes, or BREATH; empty where it causes none, and a mutated word is the mistake.
    others: mutations that are right as well, in another sense of the word.
    initials: the letters that are certain to change; empty for every one of the kind.
    only: the words it is certain for, unmutated; empty for every one. endings: of the words it is certain for.
    unless: the words that it leaves alone. not_after: words before it that make it another word. ending_before:
    endings of such words, except those that have an entry in the dictionary.
    after: words of which one has to stand before it; empty for any.
    small: only without a capital, with which it may be another word. strict: no word that has changed otherwise may
    follow, though the trigger is not certain for every word. places: it changes names of places as well.
    """

    kind: str
    others: tuple[str, ...] = ()
    initials: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    ending_before: tuple[str, ...] = ()
    after: frozenset[str] = frozenset()
    small: bool = False
    strict: bool = False
    places: bool = True


# Little words that stay as they are, words borrowed with their g, and "braf", which never mutates.
UNCHANGING = word_set(
    "mewn mae maen maent mai mi mo mor moyn mynte meddai megis minnau ti tithau tydi chi chwi"
    " byth beth ble lle pam pan pwy bynnag braf"
    " dy fy ei eu ein eich tua tan dan trwy drwy tros dros gan gyda ger cyn rhag rhwng rhyngddynt tuag gerllaw cyda taw"
    " gêm gemau garej golff gôl goliau gig gigabeit giga gram grid grŵp grwpiau graff graffeg graffig graffigau"
    " gril glob gitâr gangster giât gât gem gel geto gorila grant grantiau gwm gwn"
    " tra toc llynedd"
    " bws dwrn plis plîs popeth pryd rhaid fawr faint dydw dydy dydi dyw dw does doedd dos dere"
)

# Adjectives after "yn": the rule is soft mutation, and none of these is a verb-noun, or a place to be in.
ADJECTIVES = word_set(
    "pwysig posibl posib priodol perthnasol parod penodol parhaol personol preifat poblogaidd pellach pell pendant"
    " tebyg tebygol trwm trist teg tawel tywyll tlawd"
    " cywir cyflym clir cryf cyfrifol cyfforddus cyffredinol cyhoeddus cymharol cynnar cyfreithiol cysylltiedig cymwys"
    " cyson cyntaf cwbl cyfan cyfartal cyfrinachol creulon cyfredol"
    " byr blaenorol bodlon buan"
    " da drwg diogel diweddar dilys defnyddiol dibynadwy digonol dewisol difrifol diddorol"
    " gwir gwag gwahanol gwell gwaeth gwerthfawr gofalus gwael"
    " mawr mwy mwyaf manwl"
)

# Nouns after "yn", in the sense of "in", that are neither verb-nouns nor adjectives.
_INSIDE = word_set("canol cyffiniau cyd-destun cyfnod")

# Verb-nouns, which "yn" leaves as they are, that are not nouns or adjectives as well.
_VERB_NOUNS = word_set(
    "cael mynd dod gwneud dweud defnyddio gweithio dangos gweld cadw creu dileu methu gwrando llwytho profi talu ceisio"
    " caniatáu dibynnu cynhyrchu bodoli gofalu gweithredu gwybod credu meddwl cysylltu darparu cefnogi cyhoeddi cynnal"
    " datblygu derbyn digwydd golygu gobeithio bwriadu"
)

# Adjectives that stand behind their noun, and are nothing else there.
_ATTRIBUTIVE = word_set(
    "pwysig priodol perthnasol penodol parhaol personol preifat poblogaidd prysur proffesiynol prydferth"
    " trist tywyll troseddol technegol teuluol traddodiadol trefol"
    " cywir cyflym clir cryf cyfrifol cyfforddus cyffredinol cyffredin cyhoeddus cynnar cyfreithiol cysylltiedig cyson"
    " cyntaf cyfan cyfrinachol creulon cyfredol cenedlaethol cymunedol cymdeithasol cyffrous cynaliadwy creadigol"
    " cychwynnol cymhleth"
    " blaenorol blynyddol"
    " diogel diweddar diwethaf dilys defnyddiol digonol difrifol diddorol digidol dwyieithog diwylliannol dinesig"
    " gwag gwerthfawr gwledig gwirfoddol gwleidyddol gwych gwreiddiol"
    " mawr manwl misol meddygol meddyliol modern"
    " lleol llwyddiannus rhanbarthol rhyngwladol"
)

# Words that tell that what comes after the next noun belongs to that noun.
_DEFINING = word_set("y yr r un dwy ddwy pob bob ein eich eu")

# Endings of nouns and verb-nouns that no finite verb has: those "neu" mutates, and a finite verb it does not.
_NOMINAL = tuple(word_set("io u mwy aeth iad au ion edd wyr wr fa eb iant der dra ni rwydd"))

# Endings of adjectives, and the verb-nouns that have them too; "canol" is in _INSIDE.
_ADJECTIVAL_ENDINGS = ("ol", "adwy", "edig", "aidd", "us", "gar")
_LIKE_ADJECTIVES = word_set("canmol dethol didol deol gwasgar clegar canol")

# Endings of verbs that tell of what was, and words that only end in the same way.
_PAST = ("odd", "wyd")
_NOT_PAST = word_set("bodd modd rhodd bwyd llwyd rhwyd breuddwyd")

# The first person of verbs, after which "i" is the pronoun; "iawn", "neges" and "cais" only end in the same way.
_FIRST_PERSON = ("wn", "ais", "es", "wyf", "yf", "ydw", "af", "im")
_I = word_set(
    "dw rydw ydw ydwyf wyf rwyf gen fi fy a innau minnau finnau oeddwn roeddwn byddwn fyddwn byddaf fyddaf bawn dylwn"
    " ddylwn cefais gefais"
    " es ces ges des ddes nes wnes gwnes gwn wn awn down"
)
_IS = word_set("mae oedd roedd ydy ydi yw bydd fydd dydy dyw nid ydyw gan dyma")

# "Bron" is "almost" behind these, as in "am bron i awr".
_SOFT = Trigger(SOFT, unless=word_set("bron"))
_ADJECTIVAL = Trigger(SOFT, places=False)
_ASPIRATE = Trigger(ASPIRATE)
_UNMUTATED = Trigger("", places=False)
# Words that nobody has and that are done to nobody, so that something was left out before them; numbers and borrowings,
# of which there are two opinions.
_NOT_HAD = word_set(
    "i o y a e yr yn ym yng ac ag ar am at er os oc oni ond yna yno yma eto efallai erbyn oddi allan acw ai au"
    " uwchben uwchlaw ynghyd ynglŷn ynghylch ymhlith ymysg ymhell ymlaen isod uchod eisoes yntau innau ef hi ill"
    " oedd oes onid unrhyw arall eraill iawn ie ia un wyth app ap apiau ebost ebyst"
)
_BREATH = Trigger(BREATH, unless=_NOT_HAD, places=False)
# "Yn" and "mor" leave words that begin with ll or rh.
_MOST = word_set("p t c b d g m")
_ADVERBIAL = Trigger(SOFT, initials=_MOST, endings=_ADJECTIVAL_ENDINGS, unless=_LIKE_ADJECTIVES, places=False)
_ONE = Trigger(SOFT, only=FEMININE)
_THE = Trigger(SOFT, only=FEMININE | {"dau", "dwy"})

# By the word, in lower case; "’n" and "’r" are those that an apostrophe holds to the word before them.
# Left out: "hyd", which is a length as well; "cyn", which is "before" as well; "ni", which is "we" as well, before
# all but some verbs; "rhyw", which is "sex" as well, as in "troseddau rhyw difrifol".
TRIGGERS: dict[str, tuple[Trigger, ...]] = {
    "i": (Trigger(SOFT, not_after=_I, ending_before=_FIRST_PERSON, unless=word_set("maes bron")),),
    "o": (Trigger(SOFT, not_after=_IS | word_set("fo fe efo ganddo iddo"), unless=word_set("bron")),),
    "am": (_SOFT,),
    "ar": (_SOFT,),
    "at": (_SOFT,),
    "gan": (Trigger(SOFT, unless=word_set("mwyaf bron mlynedd mlwydd niwrnod"), not_after=word_set("dau ddau")),),
    "dros": (_SOFT,),
    "tros": (_SOFT,),
    "drwy": (_SOFT,),
    "trwy": (_SOFT,),
    "heb": (_SOFT,),
    "wrth": (_SOFT,),
    "dan": (_SOFT,),
    "tan": (_SOFT,),
    "dau": (_ADJECTIVAL,),
    "dwy": (_ADJECTIVAL,),
    "ddau": (_ADJECTIVAL,),
    "ddwy": (_ADJECTIVAL,),
    "neu": (Trigger(SOFT, endings=_NOMINAL, places=False),),
    "pa": (_ADJECTIVAL,),
    "rhy": (_ADJECTIVAL,),
    "mor": (Trigger(SOFT, initials=_MOST, places=False),),
    "dy": (_ADJECTIVAL,),
    "dyma": (_ADJECTIVAL,),
    "dyna": (_ADJECTIVAL,),
    "prif": (_ADJECTIVAL,),
    "brif": (_ADJECTIVAL,),
    "holl": (_ADJECTIVAL,),
    "unrhyw": (_ADJECTIVAL,),
    "ambell": (_ADJECTIVAL,),
    "pan": (_ADJECTIVAL,),
    "ei": (Trigger(SOFT, others=(ASPIRATE,), initials=word_set("p t c"), places=False),),
    "fy": (Trigger(NASAL, places=False),),
    "a": (Trigger(ASPIRATE, others=(SOFT,)),),
    "â": (_ASPIRATE,),
    "gyda": (_ASPIRATE,),
    "tua": (_ASPIRATE,),
    "tri": (Trigger(ASPIRATE, unless=word_set("cyntaf cyfan pennaf tebyg prif cyffredin"), places=False),),
    "chwe": (Trigger(ASPIRATE, places=False),),
    "na": (Trigger(ASPIRATE, others=(SOFT,), small=True),),
    "yn": (
        Trigger(SOFT, only=ADJECTIVES | {"cymraeg"}),
        _ADVERBIAL,
        Trigger(NASAL, only=PLACES | _INSIDE),
        Trigger("", only=_VERB_NOUNS, places=False),
    ),
    "ym": (Trigger(NASAL, initials=word_set("p b"), strict=True),),
    "yng": (Trigger(NASAL, initials=word_set("c g"), strict=True),),
    "’n": (
        Trigger(SOFT, only=ADJECTIVES),
        _ADVERBIAL,
        Trigger("", only=_VERB_NOUNS, places=False),
        # After these words it is "ein"; after others it may be "yn".
        Trigger(BREATH, unless=_NOT_HAD, after=word_set("a â gyda"), places=False),
    ),
    "ail": (Trigger(SOFT, not_after=word_set("yn n"), places=False),),
    "ni": (
        Trigger(ASPIRATE, only=word_set("cafodd caiff cânt ceir cawn cewch")),
        Trigger(ASPIRATE, endings=_PAST, places=False),
        Trigger(SOFT, initials=word_set("b d g m ll rh"), endings=_PAST, unless=_NOT_PAST, places=False),
    ),
    "y": (_THE,),
    "’r": (_THE,),
    "un": (_ONE,),
    "ein": (_UNMUTATED, _BREATH),
    "eich": (_UNMUTATED,),
    "eu": (_UNMUTATED, _BREATH),
    "’u": (_UNMUTATED, _BREATH),
    "pob": (_UNMUTATED,),
    "mewn": (_UNMUTATED,),
    "wedi": (_UNMUTATED,),
}

# What stands for "and", "than", "nor" and "the" before a vowel and before a consonant.
JOINING = word_set("a ac na nac nag y yr i o â gyda drwy trwy neu ’r")

# Words before which "and" is "ac", whatever letter they begin with, as grammars list them.
BEFORE_AC = word_set(
    "mae maen maent mai mor megis fel felly nid nad roedd rydw rydych rydym rwyf rwy rydyn roeddwn"
    " roeddech roeddem roeddent sydd sy wedi yn yna yno yr y"
    " ar am at ati i o un unrhyw eto efallai eraill arall os er erbyn"
)
# Words that only look as if they wanted "a" or "na": speech, contractions, borrowings, and those that may have either.
NOT_NAC = word_set(
    "ni na nac nis nas nage fe fo fi"
    " dyma dyna dacw do dw dwi doedd does dydy dydi dyw d mewn medd meddai meddaf meddech meddent mi minnau"
)
NOT_A = word_set("ai au eu oedd aeth")
# Endings that no finite verb has but those in NOT_A, before which "a" can only be "and".
NEVER_FINITE = (
    "ion",
    "aeth",
    "au",
    "iad",
    "wyr",
    "oedd",
    "rwydd",
    "edig",
    "ol",
    "us",
    "io",
    "u",
    "iaid",
    "wr",
    "feydd",
)
# Nouns that are finite verbs as well, as in "y sawl a ymladd".
AS_VERBS = word_set(
    "oes ateb ymateb ymladd ymlid erlid ymbil ymddiddan arfer ymarfer amgyffred ymson ymryson ymrafael ymdrech ychwaneg"
    " adlewyrch ysydd ystyr achub ŵyr"
)
# Words with a vowel that are no verbs, before which "nor" is "nac" and "than" is "nag".
NOT_NA = word_set("un unrhyw arall eraill")
# Words with a w that is a vowel, which take "yr".
VOCALIC = ("wythnos", "wyddor", "wyneb", "wyth", "ŵyl", "ŵyn", "wybren", "wyres", "ŵyr")
# Words after which "i" and "o" are "me" and "him", and "y" belongs to what follows.
CONTRACTED = word_set("dw rydw wyf ydw gen fi fe ef mae oedd roedd")


def _described(noun: str) -> Trigger:
    """What a feminine noun does to the adjective after it. After s, a d may stay: "nos da"."""
    letters = frozenset(MUTATIONS[LANGUAGE].kinds[SOFT]) - ({"d"} if noun.endswith("s") else set())
    return Trigger(SOFT, initials=letters, only=_ATTRIBUTIVE, after=_DEFINING, places=False)


TRIGGERS |= {
    form: (_described(noun),)
    for noun in sorted(FEMININE | STEADY)
    for form in (noun, mutate(noun, SOFT, LANGUAGE))
    if form not in TRIGGERS
}

TRIGGERS["iaith"] += (Trigger(SOFT, only=word_set("cymraeg")),)
TRIGGERS |= dict.fromkeys(
    word_set("pum bum phum saith wyth naw deng ddeng deuddeng ddeuddeng pymtheng bymtheng ugain trigain"),
    (Trigger(NASAL, only=word_set("blynedd blwydd"), strict=True),),
) | dict.fromkeys(
    word_set("tair dair thair pedair bedair phedair"),
    (Trigger("", only=FEMININE | STEADY | word_set("blynedd blwydd")),),
)

_NEIGHBOURS = {
    word.removeprefix("’") for word in (*TRIGGERS, *(first for first, _ in BARE_PAIRS), *JOINING, *MASCULINE, *SHORTER)
}
KEEN = frozenset(_NEIGHBOURS | {word.capitalize() for word in _NEIGHBOURS})
"""Every word whose neighbour a check wants to see, with a capital and without."""
