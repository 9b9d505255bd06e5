from __future__ import annotations
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class Bookshelf:
    gives_files: bool = True
    def write(self, materials, target, progress):
        raise NotImplementedError
