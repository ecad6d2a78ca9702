"""Takes what the public sees at each address, gives a folder of files that any web server or object store can serve.

It makes no page: the bytes are those that the server answers. It never leaves the folder half-new, and never touches a
file in it that it did not write.
"""
