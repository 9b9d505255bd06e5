"""How people review here: the office's settings, and what an option adds to them for one run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pbgdpl_cli.errors import WrongUsage
from validators.problems import say
from validators.rules.policy import ReviewPolicy, read_review_policy
from validators.rules.policy_place import callers_policy


def review_policy(paths: Sequence[Path]) -> ReviewPolicy:
    """The settings of the caller, never those of a file that stands with the packages.

    Args:
        paths: What is reviewed.

    Raises:
        WrongPolicy: A setting cannot be followed.
    """
    where = callers_policy(paths, Path.cwd())
    return ReviewPolicy() if where is None else read_review_policy(where)


def share_of(said: str) -> float:
    """A share as written on the command line, "5%" or "0.05".

    Raises:
        WrongUsage: It is none.
    """
    number = said.strip().removesuffix("%").strip().replace(",", ".")
    try:
        share = float(number) / (100 if said.strip().endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise WrongUsage(say("“{share}” is no share: write 5% or 0.05.", share=said))
    return share
