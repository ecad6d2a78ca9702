"""Search, measured against FTS5 as it comes and against Pagefind: `python -m tests.search.measure`.

Publishes the corpus, asks each the same questions, and writes results.json and results.md. `make bench` sets Pagefind
up, and needs Chromium to ask it.
"""

import json
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from tests.newsroom import Newsroom
from tests.search.corpus import HERE, Question, newsroom_in, questions, releases
from tests.search.scores import Score, score
from tests.search.seekers import PAGEFIND, ours, pagefind, plain

Seeker = Callable[[Newsroom, str, Sequence[str]], list[list[str]]]
NAMES = {"cy": "Welsh", "en": "English"}
EVERY = "all"


def scores(newsroom: Newsroom, seeker: Seeker) -> dict[str, dict[str, Score]]:
    """What a seeker reaches, by language and kind of question; and for all kinds together."""
    found: dict[str, dict[str, Score]] = {}
    for lang in NAMES:
        asked = [question for question in questions() if question.lang == lang]
        answers = seeker(newsroom, lang, [question.typed for question in asked])
        found[lang] = {EVERY: score(asked, answers)}
        for kind in dict.fromkeys(question.kind for question in asked):
            chosen: list[tuple[Question, list[str]]] = [
                (question, keys) for question, keys in zip(asked, answers, strict=True) if question.kind == kind
            ]
            found[lang][kind] = score([question for question, _ in chosen], [keys for _, keys in chosen])
        _say_misses(asked, answers)
    return found


def _say_misses(asked: Sequence[Question], answers: Sequence[Sequence[str]]) -> None:
    for question, keys in zip(asked, answers, strict=True):
        if keys[:1] and keys[0] in question.answers and question.answers <= set(keys):
            continue
        print(f"  {question.lang}: {question.typed} ({question.kind}): {' '.join(keys[:3]) or '-'}", file=sys.stderr)


def main() -> int:
    found: dict[str, dict[str, dict[str, Score]]] = {}
    with tempfile.TemporaryDirectory() as name:
        newsroom = newsroom_in(Path(name) / "site")
        seekers: dict[str, Seeker] = {"Datganiad": ours, "FTS5": plain}
        seekers["Pagefind"] = pagefind(newsroom, Path(name) / "pages")
        for who, seeker in seekers.items():
            print(f"{who} …", file=sys.stderr)
            found[who] = scores(newsroom, seeker)
    said = subprocess.run(
        [str(PAGEFIND / "pagefind_bin" / "pagefind"), "--version"], capture_output=True, text=True, check=True
    )
    about = {
        "measured": datetime.now(UTC).date().isoformat(),
        "releases": len(releases()),
        "versions": {
            "Python": platform.python_version(),
            "SQLite": sqlite3.sqlite_version,
            "Pagefind": said.stdout.split()[-1],
        },
    }
    results = {
        who: {lang: {kind: asdict(each) for kind, each in kinds.items()} for lang, kinds in langs.items()}
        for who, langs in found.items()
    }
    text = json.dumps({**about, "results": results}, indent=2, ensure_ascii=False)
    (HERE / "results.json").write_text(text + "\n", "utf-8")
    (HERE / "results.md").write_text(table(about, found), "utf-8")
    return 0


def table(about: dict[str, object], found: dict[str, dict[str, dict[str, Score]]]) -> str:
    """The results as a Markdown table: recall@10 and mean reciprocal rank of each seeker."""
    versions = ", ".join(f"{name} {number}" for name, number in dict(about["versions"]).items())  # type: ignore[call-overload]
    lines = [
        f"Search. Measured {about['measured']} on {about['releases']} releases in both languages; {versions}.",
        "Each cell: recall among the first ten · mean of 1 / rank of the first right answer · median of that rank.",
        "",
        "| questions | | " + " | ".join(found) + " |",
        "| --- | ---: |" + " ---: |" * len(found),
    ]
    first = next(iter(found.values()))
    for lang, kinds in first.items():
        for kind, own in kinds.items():
            cells = (
                f"{each.recall:.2f} · {each.first:.2f} · {each.rank:g}"
                for each in (found[who][lang][kind] for who in found)
            )
            lines.append(f"| {NAMES[lang]}: {kind} | {own.questions} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
