"""Takes a page value, gives HTML.

It alone uses Jinja. It never asks the edition, and never puts a text on a page unescaped that is not inline HTML.
"""
