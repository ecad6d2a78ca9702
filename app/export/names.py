"""Which file holds what stands at an address."""

from app import urls

OWN = ".datganiad"
"""The folder of what is for nobody but datganiad."""
MANIFEST = f"{OWN}/manifest.sqlite"
"""What of the folder is ours."""
REDIRECTS, HEADERS, NGINX, CADDY = "_redirects", "_headers", "_nginx.conf", "_Caddyfile"
IGNORED = ".assetsignore"
HIDDEN = (REDIRECTS, HEADERS, NGINX, CADDY, IGNORED)
"""Files for whoever serves the folder, and for no reader."""


def file_of(path: str) -> str:
    """The file of an address: "cy/index.html" of "/cy/", "cy/amdanom.html" of "/cy/amdanom", "robots.txt" as it is."""
    name = path.removeprefix("/")
    if not name or name.endswith("/"):
        return f"{name}index.html"
    return name if "." in name.rpartition("/")[2] else f"{name}.html"


def not_found_of(lang: str) -> str:
    """The file of what a language says where there is nothing; of both, where lang is empty."""
    return file_of(urls.not_found(lang))
