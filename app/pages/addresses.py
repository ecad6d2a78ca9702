"""What became of the addresses that the site had."""

from collections.abc import Mapping

from app.pages.release import release_forms
from app.pages.shell import View


def gone_addresses(view: View) -> Mapping[str, str]:
    """The addresses of what was withdrawn, in every form, each with that of the page that says so."""
    found: dict[str, str] = {}
    for name, addresses in view.edition.overview(view.now).withdrawn():
        for lang, path in addresses.items():
            forms = release_forms(view, lang, path) if name.startswith("releases/") else {}
            found |= dict.fromkeys((path, *forms.values()), path)
    return found


def moved_addresses(view: View) -> Mapping[str, str]:
    """Where each old address leads today, in every form."""
    found = {}
    for name, lang, old, new in view.edition.overview(view.now).moved():
        found[old] = new
        if name.startswith("releases/"):
            forms, theirs = release_forms(view, lang, old), release_forms(view, lang, new)
            found |= {forms[kind]: theirs[kind] for kind in forms}
    return found
