"""Takes a release as HTML for print, gives it as a PDF that is made once and kept.

It alone uses WeasyPrint, and only when a PDF is asked for. It never fetches anything, and no publishing waits for it.
"""

from app.pdf.libraries import REMEDY, what_is_missing
from app.pdf.shelf import Shelf

__all__ = ["REMEDY", "Shelf", "what_is_missing"]
