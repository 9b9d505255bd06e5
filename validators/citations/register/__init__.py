"""The office's offline register of legal acts: what was issued, and what happened to it on which day.

`days` reads a cell as a day, `headings` finds the columns, `lists` reads files row by row, `entries` makes an act of a
row or refuses it, `store` keeps acts in SQLite, `texts` keeps what their places say, `acts` answers what was in force
when, `changes` what that means for whoever cites an act.
"""

from __future__ import annotations

from validators.citations.register.acts import EVENTS as EVENTS
from validators.citations.register.acts import Event as Event
from validators.citations.register.acts import RegisteredAct as RegisteredAct
from validators.citations.register.lists import WrongRegister as WrongRegister
from validators.citations.register.store import Register as Register
from validators.citations.register.texts import CitedText as CitedText
from validators.citations.register.texts import PlaceText as PlaceText
