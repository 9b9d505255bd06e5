"""đúng: can it be read, does it follow the schema, do facts and citations agree with themselves?"""

from __future__ import annotations
