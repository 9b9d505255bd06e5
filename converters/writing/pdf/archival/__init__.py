"""PDF/A-2b (ISO 19005-2, level B): what a file needs, and what stands against calling it that.

The checks go through the standard clause by clause, in the numbering of ISO 19005-2:2011. Nothing is put right that
would change how a page looks; what cannot be verified counts as not fulfilled, so that no file is called archival that
is not.
"""

from __future__ import annotations
