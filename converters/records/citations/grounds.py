"""On what ground a place without an act ("khoản 2 Điều 37") is of an act: what is printed for its own passage.

A leaflet names an act once and then only its articles. A wrong act misleads, above all under a fine, so the act must
be printed for the very sentence, cell, box or heading in which the place stands. Nothing else counts: not the nearest
act anywhere in the document, and not the only one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converters.records.citations.cited import act_key
from validators.citations.acts.act_types import LAWS
from validators.citations.laws.titles import title_key
from validators.citations.mentions import ActName
from validators.language.detector import Detector, DetectorTable

Acts = Sequence[ActName]
_PENAL = title_key("Hình sự")
_LAWS_THAT_FINE = frozenset(map(title_key, ("Xử lý vi phạm hành chính",)))


@dataclass(frozen=True, slots=True)
class PrintedActs:
    """The acts printed for a place, nearest first by member.

    Attributes:
        cell: In its table cell.
        sentence: In its sentence.
        paragraph: In its paragraph, outside tables.
        row: In its table row.
        column: In the head of its table column.
        stated: Said to govern all that stands above or below ("Các mức phạt trên theo …").
        announced: Named as a whole in its box, where what follows rests on it ("Mức phạt theo …").
        same: With which this very provision is printed elsewhere in the document.
        box: All that are cited in its box.
        heading: In the headings above.
        title: In the title of the material.
        penal: The Penal Code, where it is named above.
        fine: Whether the place stands under a fine.
        prison: Whether it stands under a term of prison, which that Code alone lays down.
    """

    cell: Acts = ()
    sentence: Acts = ()
    paragraph: Acts = ()
    row: Acts = ()
    column: Acts = ()
    stated: Acts = ()
    announced: Acts = ()
    same: Acts = ()
    box: Acts = ()
    heading: Acts = ()
    title: Acts = ()
    penal: Acts = ()
    fine: bool = False
    prison: bool = False

    def only(self, acts: Acts) -> ActName | None:
        """The act, if there is one alone and it can be meant."""
        if len({act_key(act) for act in acts}) != 1:
            return None
        if self.prison and not is_penal_code(acts[0]):
            return None
        return None if self.fine and not _can_fine(acts[0]) else acts[0]


def is_penal_code(act: ActName) -> bool:
    """Whether an act is the Penal Code: nothing else makes a deed a crime (Bộ luật Hình sự 100/2015/QH13 Điều 2)."""
    return act.type == "bo-luat" and title_key(act.title or "") == _PENAL


def _can_fine(act: ActName) -> bool:
    """Fines for violations are laid down by decrees, not by the laws they protect (Luật 15/2012/QH13 Điều 4)."""
    return act.type not in LAWS - {"bo-luat"} or title_key(act.title or "") in _LAWS_THAT_FINE


def _unless_announced(printed: PrintedActs, acts: Acts) -> ActName | None:
    """The act of the words around a place; a fine rests on what is said of all fines here, where anything is."""
    return None if printed.fine and (printed.stated or printed.announced) else printed.only(acts)


def _in_title(printed: PrintedActs) -> ActName | None:
    named = {act_key(act) for act in printed.title}
    others = [act for act in printed.announced if act_key(act) not in named]
    return None if others else printed.only(printed.title)


_LAW = ActName("luat", "1/2020/QH14")
_DECREE = ActName("nghi-dinh", "2/2020/NĐ-CP")
_CODE = ActName("bo-luat", "3/2020/QH14")
_PENAL_CODE = ActName("bo-luat", "4/2020/QH14", title="Hình sự")
_LEAFLETS = "leaflets and outlines of provincial departments of justice"

GROUNDS: DetectorTable[PrintedActs, ActName] = DetectorTable(
    "citations/grounds",
    (
        Detector(
            name="cell",
            source="tables of violations and fines",
            gains="a place beside its act in one cell",
            positive=(PrintedActs(cell=(_DECREE,)),),
            negative=(PrintedActs(cell=(_DECREE, _LAW)), PrintedActs(row=(_DECREE,))),
            find=lambda printed: printed.only(printed.cell),
        ),
        Detector(
            name="sentence",
            source=_LEAFLETS,
            gains="“Theo Luật X, trẻ em được học tập (Điều 16)”",
            positive=(PrintedActs(sentence=(_LAW,)), PrintedActs(sentence=(_DECREE,), fine=True)),
            negative=(
                PrintedActs(sentence=(_LAW, _DECREE)),
                PrintedActs(sentence=(_LAW,), fine=True),
                PrintedActs(sentence=(_DECREE,), announced=(ActName("nghi-dinh", "3/2020/NĐ-CP"),), fine=True),
            ),
            find=lambda printed: _unless_announced(printed, printed.sentence),
        ),
        Detector(
            name="paragraph",
            source=_LEAFLETS,
            gains="a place in the sentence after the one that names the only act of the paragraph",
            positive=(PrintedActs(paragraph=(_CODE, _CODE), box=(_CODE, _DECREE), fine=True),),
            negative=(
                PrintedActs(paragraph=(_LAW, _DECREE)),
                PrintedActs(paragraph=(_LAW,), fine=True),
                PrintedActs(sentence=(_LAW, _DECREE), paragraph=(_LAW, _DECREE)),
            ),
            find=lambda printed: _unless_announced(printed, printed.paragraph),
        ),
        Detector(
            name="term of prison",
            source=_LEAFLETS,
            gains="“phạt tù từ 01 năm (khoản 1 Điều 171)” below words that name the Bộ luật Hình sự",
            positive=(PrintedActs(penal=(_PENAL_CODE,), announced=(_DECREE,), fine=True, prison=True),),
            negative=(
                PrintedActs(penal=(_PENAL_CODE,), fine=True),
                PrintedActs(announced=(_DECREE,), fine=True, prison=True),
            ),
            find=lambda printed: printed.only(printed.penal) if printed.prison else None,
        ),
        Detector(
            name="row",
            source="tables of violations and fines",
            gains="a place whose act stands in another cell of the row",
            positive=(PrintedActs(row=(_DECREE,)),),
            negative=(PrintedActs(row=(_DECREE, _LAW)), PrintedActs(column=(_DECREE,))),
            find=lambda printed: printed.only(printed.row),
        ),
        Detector(
            name="column",
            source="tables of violations and fines",
            gains="“Căn cứ (Nghị định số …)” as the head of a column of places",
            positive=(PrintedActs(column=(_DECREE,)),),
            negative=(PrintedActs(column=(_DECREE, _LAW)), PrintedActs(box=(_DECREE,))),
            find=lambda printed: printed.only(printed.column),
        ),
        Detector(
            name="stated",
            source=_LEAFLETS,
            gains="“Các mức phạt trên theo Nghị định …” under all cards",
            positive=(PrintedActs(stated=(_DECREE,), fine=True),),
            negative=(PrintedActs(stated=(_DECREE, _LAW)), PrintedActs(box=(_DECREE,))),
            find=lambda printed: printed.only(printed.stated),
        ),
        Detector(
            name="announced",
            source=_LEAFLETS,
            gains="“Mức phạt đối với cá nhân theo Nghị định …” above or below the cards of one box",
            positive=(PrintedActs(announced=(_DECREE,), box=(_DECREE, _LAW)),),
            negative=(PrintedActs(box=(_DECREE, _LAW)), PrintedActs(announced=(_LAW,), fine=True)),
            find=lambda printed: printed.only(printed.announced),
        ),
        Detector(
            name="same provision",
            source=_LEAFLETS,
            gains="a provision printed with its act before, cited again without it; never under a fine",
            positive=(PrintedActs(same=(_LAW,), box=(_DECREE,)),),
            negative=(PrintedActs(same=(_LAW, _DECREE)), PrintedActs(same=(_DECREE,), fine=True)),
            find=lambda printed: None if printed.fine else printed.only(printed.same),
        ),
        Detector(
            name="only act of the box",
            source=_LEAFLETS,
            gains="a box that names its act with the first provision only",
            positive=(PrintedActs(box=(_DECREE, _DECREE), fine=True),),
            negative=(PrintedActs(box=(_DECREE, _LAW)), PrintedActs(box=(_LAW,), fine=True)),
            find=lambda printed: printed.only(printed.box),
        ),
        Detector(
            name="heading",
            source=_LEAFLETS,
            gains="the act named in a heading above",
            positive=(PrintedActs(heading=(_LAW,)),),
            negative=(PrintedActs(heading=(_LAW, _DECREE)), PrintedActs(heading=(_LAW,), box=(_DECREE, _LAW))),
            find=lambda printed: None if printed.box else printed.only(printed.heading),
        ),
        Detector(
            name="title",
            source="outlines that introduce one act (đề cương giới thiệu Luật …)",
            gains="the act the whole material is about, where its box announces no other",
            positive=(PrintedActs(title=(_LAW,), box=(_DECREE, _LAW)),),
            negative=(
                PrintedActs(title=(_LAW, _DECREE)),
                PrintedActs(title=(_LAW,), fine=True),
                PrintedActs(title=(_LAW,), announced=(_DECREE, _LAW)),
            ),
            find=_in_title,
        ),
    ),
)
"""The surest first."""
