"""What was told of derivatives when they were made, kept by their recipes: asked again, nothing is chosen anew.

To know what a picture shows, all of the law its material cites has to be found once more, which takes longer than
anything else a run that changes nothing does. Where it was not kept, it is found again.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from pathlib import Path

from converters.derivatives.kept_files import tidy_folder
from converters.derivatives.saying.account import Account, LeftOut, Reason
from validators.packages.durable import write_text

MOST_BYTES = 8 << 20  # about a thousand materials


@dataclass(frozen=True, slots=True)
class KeptAccounts:
    """A folder of accounts.

    Attributes:
        folder: None to keep nothing.
    """

    folder: Path | None = None

    def get(self, recipe: str) -> Account | None:
        """The account of what was made by this recipe; None where it was not kept, or cannot be read."""
        if self.folder is None:
            return None
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads((self.folder / f"{recipe}.json").read_text("utf-8"))
            left_out = (LeftOut(str(at), Reason(reason), str(text)) for at, reason, text in kept["left_out"])
            return Account(tuple(map(str, kept["shown"])), tuple(left_out))
        return None

    def put(self, recipe: str, account: Account) -> None:
        """Keep an account."""
        if self.folder is None:
            return
        left_out = [(one.pointer, one.reason.value, one.text) for one in account.left_out]
        with contextlib.suppress(OSError):  # a full disk costs time, not the result
            self.folder.mkdir(parents=True, exist_ok=True)
            told = json.dumps({"shown": account.shown, "left_out": left_out}, ensure_ascii=False)
            write_text(self.folder / f"{recipe}.json", told)
            tidy_folder(self.folder, "*.json", MOST_BYTES)
