"""Takes the bytes of content/ and of texts from elsewhere, gives releases, the site and their messages.

It alone parses Markdown and YAML. It never reads a catalogue, a clock or a setting.
"""
