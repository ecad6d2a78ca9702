"""Takes the edition, a language and the time, gives page values: frozen, all that a template sees.

It writes no HTML and knows no template; the words of the interface belong to the templates.
"""
