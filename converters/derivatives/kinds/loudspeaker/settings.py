"""What decides the words of a bulletin beside its material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from converters.derivatives.derived import DeriveOptions


def settings(options: DeriveOptions) -> Mapping[str, object]:
    """What of the options decides the words."""
    own = options.speaking.abbreviations.read_text("utf-8-sig") if options.speaking.abbreviations else ""
    return {"station": asdict(options.speaking.station), "abbreviations": own}
