"""The collections of a shelf: parts of it by kind, by what there is to watch and hear, by subject and place.

Those a new portal has are named as a province's portal names its sections (Thái Bình, 2024: Hướng dẫn nghiệp vụ, Tin
tức, Tài liệu tuyên truyền, Tình huống pháp luật, Hỏi đáp pháp luật), and by the forms the Ministry asked provinces
about: video, audio book, infographic, podcast. An office names its own in `shelf.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pbgdpl_cli.search.facets import Choice, Within


@dataclass(frozen=True, slots=True)
class Collection:
    """A part of the shelf. A material belongs to it that is of one of the kinds or has one of the media, and is of one
    of the subjects and places where these are named.

    Attributes:
        identifier: In addresses: small letters, digits, hyphens.
        vi: Its name.
        en: Its name on English pages.
        kinds: Codes of the list `kinds`.
        media: Roles of files, as `pbgdpl_cli.search.entry.MEDIA` names them.
        subjects: Numbers of topics.
        places: Names of places.
    """  # noqa: D205

    identifier: str
    vi: str
    en: str
    kinds: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    subjects: tuple[int, ...] = ()
    places: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """Its name in a language."""
        return self.vi if language == "vi" else self.en

    @property
    def within(self) -> Within:
        """The collection as a part of the shelf to search in."""
        forms = [*(("kind", kind) for kind in self.kinds), *(("medium", role) for role in self.media)]
        subjects = [("subject", str(number)) for number in self.subjects]
        places = [("place", name) for name in self.places]
        return tuple(frozenset(choices) for choices in (forms, subjects, places) if choices)

    def holds(self, facets: Iterable[Choice]) -> bool:
        """Whether a material with these facets belongs to it."""
        own = set(facets)
        return all(choices & own for choices in self.within)


DEFAULTS = (
    Collection("huong-dan-nghiep-vu", "Hướng dẫn nghiệp vụ", "Professional guidance",
               ("huong-dan-nghiep-vu", "van-ban-hanh-chinh")),
    Collection("tin-tuc", "Tin tức", "News", ("tin-bai", "thong-cao-bao-chi")),
    Collection("tai-lieu-tuyen-truyen", "Tài liệu tuyên truyền", "Information material",
               ("to-gap", "to-roi", "ap-phich", "de-cuong", "bai-giang", "sach", "binh-luan", "van-ban-quy-pham",
                "do-hoa")),
    Collection("tinh-huong-phap-luat", "Tình huống pháp luật", "Legal case stories",
               ("tinh-huong", "tieu-pham", "cau-chuyen")),
    Collection("hoi-dap-phap-luat", "Hỏi đáp pháp luật", "Questions and answers", ("hoi-dap", "cau-hoi-thi")),
    Collection("video", "Video", "Video", ("video",), ("video",)),
    Collection("sach-noi", "Sách nói", "Read aloud", (), ("audio",)),
    Collection("infographic", "Infographic", "Infographics", ("do-hoa",), ("infographic",)),
    Collection("podcast", "Podcast", "Podcasts", ("am-thanh", "ban-tin-truyen-thanh")),
)  # fmt: skip
