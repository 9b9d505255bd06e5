"""Forms: everything that is printed one way and said another, from dates to dashes, in the order it is asked."""

from __future__ import annotations
