"""The page: a project filled in, looked at and sent to Word in the browser of the same machine.

`respond(request, desk)` does all of it and knows no server; `server` puts the standard library's around it.
"""
