"""The packages that are measured on: what is kept of one."""

import zipfile
from pathlib import Path

import pytest

from tests.precision import packages


def test_of_a_package_its_welsh_catalogues_are_kept_by_name_and_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "MORE", tmp_path / "catalogues")
    wheel = tmp_path / "test_package-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        for lang in ("cy", "fr"):
            file.writestr(f"test/locale/{lang}/LC_MESSAGES/test.po", f'msgid ""\nmsgstr "Language: {lang}\\n"\n')
        file.writestr("test/__init__.py", "")
    packages.keep(wheel)
    (kept,) = packages.catalogues()["test-package 1.2.3"]
    assert "Language: cy" in kept.read_text("utf-8")
