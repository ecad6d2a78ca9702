"""Takes a site's files, gives the edition: what is published, in one SQLite file.

It alone uses sqlite3. Every read takes the time, and gives nothing that is not live at that time.
"""
