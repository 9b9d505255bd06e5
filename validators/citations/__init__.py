"""Grammar and identity of legal acts: how an act is named, numbered, dated and pointed into.

Nothing here knows of files or pages: text goes in, frozen values with their places in that text come out. Every
pattern is a plain scan with bounded repetition, so that the time is linear in the text, whatever the text.
"""

from __future__ import annotations
