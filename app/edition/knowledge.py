"""What checks may look things up in, read from a site: its glossary, hosts and address, and the Welsh dictionary."""

from app.checks import Knowledge
from app.content.site import parse_site
from app.errors import FileError
from app.glossary import GLOSSARY_PATH, Glossary, read_glossary
from app.hosts import HOSTS_PATH, Hosts, read_hosts
from app.lexicon import open_lexicon
from app.model import Finding
from app.settings import SiteFolder
from app.wording import Wording


def read_knowledge(folder: SiteFolder) -> tuple[Knowledge, tuple[Finding, ...]]:
    """The knowledge of a site, and what is wrong with its glossary. A site need not have one."""
    data, findings = _read(folder, GLOSSARY_PATH, "glossary")
    glossary, wrong = read_glossary(data, GLOSSARY_PATH) if data is not None else (Glossary(), ())
    return Knowledge(glossary, open_lexicon(), folder.base_url or _base_url(folder)), (*findings, *wrong)


def find_hosts(folder: SiteFolder) -> tuple[Hosts, tuple[Finding, ...]]:
    """The site's own pairs of hosts, and what is wrong with their table. A site need not have one."""
    data, findings = _read(folder, HOSTS_PATH, "hosts")
    hosts, wrong = read_hosts(data or b"")
    return hosts, (*findings, *wrong)


def _read(folder: SiteFolder, path: str, check: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The bytes of a table, None where there is none that can be read, and what is wrong if that is so."""
    try:
        return (folder.root / path).read_bytes(), ()
    except FileNotFoundError:
        return None, ()
    except OSError as error:
        what = Wording("the file cannot be read (%(why)s)", why=error.strerror)
        hint = Wording("look at its permissions, or put it back")
        return None, (Finding(path, 1, "error", check, what, hint),)


def _base_url(folder: SiteFolder) -> str:
    """The address that site.yaml gives; empty where it cannot be read, which is told elsewhere."""
    try:
        return parse_site(folder.site_yaml.read_bytes()).base_url
    except (FileError, OSError):
        return ""
