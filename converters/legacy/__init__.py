"""Vietnamese text from before Unicode: TCVN3 (ABC), VNI-Windows, VPS, VISCII, Windows-1258.

Such text is stored as Western characters that only look right in their own fonts. The font's name says which encoding
it is; where it says nothing, the letters do. Facts only: TCVN 5712:1993, RFC 1456, and the VNI and VPS layouts.
"""

from __future__ import annotations
