"""A bilingual newsroom with Flask, Babel and Frozen-Flask, as a good developer writes it in a day.

It reads the files of a Datganiad site and makes the same pages: releases, lists, topics, feeds, sitemap. It keeps
everything in memory and checks nothing; it is there to be measured against.
"""
