"""What checks may look things up in, read from a site: its glossary, its address, and the Welsh dictionary."""

from app.checks import Knowledge
from app.content.site import parse_site
from app.errors import FileError
from app.glossary import GLOSSARY_PATH, Glossary, read_glossary
from app.lexicon import open_lexicon
from app.model import Finding
from app.settings import SiteFolder
from app.wording import Wording


def read_knowledge(folder: SiteFolder) -> tuple[Knowledge, tuple[Finding, ...]]:
    """The knowledge of a site, and what is wrong with its glossary. A site need not have one."""
    glossary, findings = Glossary(), ()  # type: tuple[Glossary, tuple[Finding, ...]]
    path = folder.root / GLOSSARY_PATH
    try:
        glossary, findings = read_glossary(path.read_bytes(), GLOSSARY_PATH)
    except FileNotFoundError:
        pass
    except OSError as error:
        what = Wording("the file cannot be read (%(why)s)", why=error.strerror)
        hint = Wording("look at its permissions, or put it back")
        findings = (Finding(GLOSSARY_PATH, 1, "error", "glossary", what, hint),)
    return Knowledge(glossary, open_lexicon(), folder.base_url or _base_url(folder)), findings


def _base_url(folder: SiteFolder) -> str:
    """The address that site.yaml gives; empty where it cannot be read, which is told elsewhere."""
    try:
        return parse_site(folder.site_yaml.read_bytes()).base_url
    except (FileError, OSError):
        return ""
