"""Welsh words that look bare: what an apostrophe shortens, and what lacks its mark, as data."""

from app.checks.words import word_set

# What an apostrophe holds to the word before or after it, what has no vowel to spell, and "et al.".
SHORTENED = word_set("n r i u w m th ch s d f ll ti si b g l mo do al")
# Words without their mark that the dictionary takes for something rare.
BARE = {"dwr": "dŵr", "siwr": "siŵr", "gwr": "gŵr", "nol": "nôl"}
# Words that lack a mark in this company; alone they are words of their own.
BARE_PAIRS = {
    ("rhif", "ffon"): "rhif ffôn",
    ("rhifau", "ffon"): "rhifau ffôn",
    ("ffon", "symudol"): "ffôn symudol",
    ("ffon", "clyfar"): "ffôn clyfar",
    ("galwad", "ffon"): "galwad ffôn",
    ("dros", "ffon"): "dros ffôn",
    ("y", "mor"): "y môr",
    ("’r", "mor"): "’r môr",
    ("ar", "dan"): "ar dân",
    ("gem", "rygbi"): "gêm rygbi",
    ("gem", "derfynol"): "gêm derfynol",
    ("gem", "gyfeillgar"): "gêm gyfeillgar",
    ("ar", "wahan"): "ar wahân",
}
# Words after which "a" is "â", and nothing else.
BARE_PAIRS |= {
    (word, "a"): f"{word} â"
    for word in word_set(
        "ynglŷn ynghyd ogystal gystal gynted paid peidiwch peidio beidio pheidio cyd-fynd gyd-fynd ymwneud"
    )
}
