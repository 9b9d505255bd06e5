"""By what a derivative was made, beside the text: its draft mark, plan, look, fonts and program."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Making(BaseModel):
    """By what a derivative was made, beside the text: as a draft or not, plan, look, fonts, program and its design."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    draft: bool = False
    plan_sha256: _Sha256 | None = None
    look_sha256: _Sha256 | None = None
    fonts: str | None = None
    program: str | None = None
