"""Who makes a site of the made-up releases: Datganiad, Hugo and a Frozen-Flask site, each from the same text.

Each takes a folder of its own, and does there what whoever uses it would do.
"""

import shutil
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.locales import LOCALES
from tests.bench import hugo_site
from tests.bench.harness import PEERS, python
from tests.bench.releases import Made, write_site, write_translation


@dataclass(frozen=True)
class Builder(ABC):
    """A site in a folder. name: of who builds it. root: where its sources are. out: where it is built."""

    name: ClassVar[str]
    root: Path

    @property
    @abstractmethod
    def out(self) -> Path: ...

    @abstractmethod
    def write(self, count: int) -> None:
        """Writes the sources of so many releases."""

    @abstractmethod
    def clear(self) -> None:
        """Takes away all that was made of the sources."""

    @property
    @abstractmethod
    def command(self) -> list[str]:
        """Builds the site."""

    @abstractmethod
    def serve(self, port: int) -> list[str]:
        """Serves the site on this machine, and follows changes in its files."""

    @abstractmethod
    def edit(self, made: Made) -> None:
        """Writes a release's translation anew, and nothing else."""

    @abstractmethod
    def address(self, made: Made, lang: str) -> str:
        """Of a release's page, from the root of the site."""

    def page(self, made: Made, lang: str) -> Path:
        """The file of a release's page, once it is built."""
        return self.out / self.address(made, lang).strip("/") / "index.html"


class Datganiad(Builder):
    """`datganiad export`, which publishes first."""

    name = "Datganiad"

    @property
    def out(self) -> Path:
        return self.root / "export" / "public"

    def write(self, count: int) -> None:
        write_site(self.root, count)

    def clear(self) -> None:
        shutil.rmtree(self.root / "instance", ignore_errors=True)
        # What an export keeps beside its folder goes with it.
        shutil.rmtree(self.out.parent, ignore_errors=True)

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-m", "app", "--site", str(self.root), "export", str(self.out)]

    def serve(self, port: int) -> list[str]:
        return [sys.executable, "-m", "app", "--site", str(self.root), "serve", "--port", str(port)]

    def edit(self, made: Made) -> None:
        write_translation(self.root, made)

    def address(self, made: Made, lang: str) -> str:
        return f"/{lang}/{LOCALES[lang].routes.releases}/{made.at.year}/{made.texts[lang].slug}"

    def page(self, made: Made, lang: str) -> Path:
        return self.out / f"{self.address(made, lang).strip('/')}.html"


class Hugo(Builder):
    """`hugo` and `hugo server` as they come: no --gc, no --minify, fast render."""

    name = "Hugo"

    @property
    def out(self) -> Path:
        return self.root / "public"

    def write(self, count: int) -> None:
        hugo_site.write_hugo(self.root, count)

    def clear(self) -> None:
        for name in ("public", "resources", "cache"):
            shutil.rmtree(self.root / name, ignore_errors=True)

    @property
    def command(self) -> list[str]:
        return [*self._hugo(), "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [*self._hugo("server"), "--port", str(port)]

    def edit(self, made: Made) -> None:
        hugo_site.write_text(self.root, made, made.target)

    def address(self, made: Made, lang: str) -> str:
        return f"/{lang}/{LOCALES[lang].routes.releases}/{made.at.year}/{made.texts[lang].slug}/"

    def _hugo(self, *verb: str) -> list[str]:
        program = str(PEERS / "hugo" / "binaries" / "hugo")
        return [program, *verb, "--source", str(self.root), "--cacheDir", str(self.root / "cache")]


class FrozenFlask(Builder):
    """The Flask site in frozen/, which reads the same files as Datganiad."""

    name = "Frozen-Flask"

    @property
    def out(self) -> Path:
        return self.root / "frozen"

    def write(self, count: int) -> None:
        write_site(self.root, count)

    def clear(self) -> None:
        shutil.rmtree(self.out, ignore_errors=True)

    @property
    def command(self) -> list[str]:
        return python("tests.bench.frozen", str(self.root), str(self.out))

    def serve(self, port: int) -> list[str]:
        raise NotImplementedError("it is only ever frozen")

    def edit(self, made: Made) -> None:
        write_translation(self.root, made)

    def address(self, made: Made, lang: str) -> str:
        return f"/{lang}/{LOCALES[lang].routes.releases}/{made.at.year}/{made.texts[lang].slug}/"
