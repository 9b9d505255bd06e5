"""The Record in other vocabularies, and back where that makes sense.

Dublin Core is what TT 24/2011/TT-BTTTT Điều 4 prescribes for state portals; the fields of NĐ 30/2020/NĐ-CP Annex VI are
what document-management systems take in. What a vocabulary has no place for is left out on the way there, and comes
back absent: a round trip never invents.
"""

from __future__ import annotations
