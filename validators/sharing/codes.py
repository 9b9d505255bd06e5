"""The codes a record may hold, as types; what they mean stands in the code lists (`vocabularies`)."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "to-gap", "to-roi", "ap-phich", "de-cuong", "bai-giang", "hoi-dap", "tinh-huong", "tieu-pham", "cau-chuyen",
    "sach", "van-ban-hanh-chinh", "van-ban-quy-pham", "thong-cao-bao-chi", "huong-dan-nghiep-vu", "binh-luan",
    "cau-hoi-thi", "tin-bai", "ban-tin-truyen-thanh", "do-hoa", "video", "am-thanh", "khac",
]  # fmt: skip
Level = Literal["central", "province", "district", "commune", "other"]
Audience = Literal[
    "general", "ethnic-minorities-and-remote", "workers", "domestic-violence-victims", "people-with-disabilities",
    "prisoners-and-detained", "community-sentenced", "students", "officials", "armed-forces", "businesses",
]  # fmt: skip
CitationRole = Literal["basis", "mentioned", "amended", "replaced", "repealed", "amending", "replacing"]
FoundBy = Literal["number", "title", "abbreviation", "mended-title", "context", "person"]
ValidityState = Literal[
    "unknown", "not-yet-in-force", "in-force", "partly-expired", "expired", "suspended", "not-applicable",
]  # fmt: skip
WorkflowState = Literal["draft", "compared", "approved", "published", "rejected", "withdrawn"]
EvidenceMethod = Literal["text-layer", "ocr", "office", "plain", "person"]
SharingClass = Literal["shared", "restricted", "open"]
CopyValue = Literal["working-copy", "sao-y", "sao-luc", "trich-sao", "original"]
Colour = Literal["bitonal", "grey", "colour"]
Signature = Literal["none", "unverified", "valid", "invalid"]
LeftOutReason = Literal["unknown", "handwritten", "struck-out", "hidden", "picture"]
FileRole = Literal[
    "source", "access", "ocr", "content", "infographic", "video", "captions", "audio", "transcript", "thumbnail",
    "ebook", "web-page", "quiz", "slides", "social",
]  # fmt: skip
