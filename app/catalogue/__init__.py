"""Takes .po files and messages, gives catalogues, and .po files back.

It alone uses babel.messages and writes .po files. It never changes a line that it was not asked to change.
"""
