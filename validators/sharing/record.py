"""The Record: sharing schema v1. These models are the single source of the published JSON Schema.

Keys are English and map to Dublin Core (TT 24/2011/TT-BTTTT, Điều 4); what is absent is absent, never guessed.
Amounts are whole đồng, dates ISO 8601, boxes pixels of the page image as stored, confidence 0–1.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from validators.sharing.codes import (
    Audience,
    CitationRole,
    Colour,
    CopyValue,
    EvidenceMethod,
    FileRole,
    FoundBy,
    Kind,
    LeftOutReason,
    Level,
    SharingClass,
    Signature,
    ValidityState,
    WorkflowState,
)
from validators.sharing.issue_date import IssueDate

if TYPE_CHECKING:
    from validators.sharing.standing import Standing

SCHEMA_VERSION = "1.1"

Text = Annotated[str, Field(min_length=1)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[int, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    """Frozen, and strict about unknown keys: a misspelt key is an error, not a silent loss.

    What checks a model is built when the first of it is made: a record's holds those of all its parts, which need none
    of their own until one is made by itself. To build all forty at once took twice as long as everything else here.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Creator(Model):
    """Who led the drafting (chủ trì biên soạn)."""

    name: Text


class Publisher(Model):
    """The issuing organ (cơ quan ban hành)."""

    name: Text
    organ_id: str | None = None
    organ_id_scheme: str | None = None


class Place(Model):
    """The place a material is for; the code is the one valid on the issue date."""

    code: str | None = None
    name: Text


class Act(Model):
    """A legal act as cited; the last four members were looked up, on the day and at the source `Validity` names."""

    type: str | None = None
    number: str | None = None
    year: Annotated[int, Field(ge=1945, le=2100)] | None = None
    organ: str | None = None
    date: dt.date | None = None
    title: str | None = None
    amended_in: Annotated[int, Field(ge=1945, le=2100)] | None = None
    in_force_from: dt.date | None = None
    expires_on: dt.date | None = None
    amended_by: list[Text] | None = None
    replaced_by: list[Text] | None = None


class Locator(Model):
    """Where in an act. Labels are as printed ("6", "12a", "đ", "1.2")."""

    appendix: str | None = None
    part: str | None = None
    chapter: str | None = None
    section: str | None = None
    subsection: str | None = None
    article: str | None = None
    clause: str | None = None
    point: str | None = None
    item: str | None = None


class Validity(Model):
    """Whether the act was in force, when that was looked up, and where. Unknown stays unknown."""

    state: ValidityState = "unknown"
    as_of: dt.date | None = None
    source: str | None = None


class Citation(Model):
    """One citation of a legal act: what is printed, what it names, what for, and how that was found out."""

    text: Text
    act: Act
    locator: Locator = Locator()
    validity: Validity = Validity()
    role: CitationRole | None = None
    found: FoundBy | None = None


class Heading(Model):
    """A heading; level 1 is the title."""

    type: Literal["heading"] = "heading"
    level: Annotated[int, Field(ge=1, le=6)]
    text: Text


class Paragraph(Model):
    """Running text; `under` names the column it stood in, where a table's rows became questions ("Căn cứ pháp lý")."""

    type: Literal["paragraph"] = "paragraph"
    text: Text
    under: Text | None = None


class ListBlock(Model):
    """A list; items keep their printed marker."""

    type: Literal["list"] = "list"
    items: list[Text]


class Table(Model):
    """A table by rows; a cell that spans stands once, at its first place, and leaves empty text behind."""

    type: Literal["table"] = "table"
    rows: list[list[str]]
    header_rows: Annotated[int, Field(ge=0)] = 0
    caption: str | None = None


class Figure(Model):
    """A picture, with what a person who cannot see it is told."""

    type: Literal["figure"] = "figure"
    alt: str | None = None
    caption: str | None = None


class Division(Model):
    """A part of an act, or of a text like one: `marker` opens it in print ("Điều 5.", "a)"), `label` names it ("5")."""

    type: Literal["part", "chapter", "section", "article", "clause", "point"]
    label: Text
    marker: Text | None = None
    title: str | None = None
    text: str | None = None
    children: list[Block] = []


class Question(Model):
    """A question and its answer; the markers are what opens each in print ("Câu 1.", "Trả lời:")."""

    type: Literal["question"] = "question"
    marker: Text | None = None
    text: Text
    answer_marker: Text | None = None
    answer: list[Block] = []


class Situation(Model):
    """A case story (tình huống) and its solution (giải đáp); the markers are what opens each in print."""

    type: Literal["situation"] = "situation"
    marker: Text | None = None
    text: Text
    solution_marker: Text | None = None
    solution: list[Block] = []


class Sanction(Model):
    """A fine or other sanction: behaviour, amount from–to, for whom, and the citation it rests on."""

    type: Literal["sanction"] = "sanction"
    behaviour: Text
    amount_min: Amount | None = None
    amount_max: Amount | None = None
    currency: Literal["VND"] = "VND"
    subject: str | None = None
    other: str | None = None
    basis: Annotated[int, Field(ge=0)] | None = Field(default=None, description="Index into legal_basis")


class RightOrDuty(Model):
    """Something a person may or must do."""

    type: Literal["right", "duty"]
    text: Text
    holder: str | None = None
    basis: Annotated[int, Field(ge=0)] | None = None


class Deadline(Model):
    """A time limit: how long, for what."""

    type: Literal["deadline"] = "deadline"
    text: Text
    quantity: Annotated[int, Field(ge=0)] | None = None
    unit: Literal["hour", "day", "working-day", "week", "month", "year"] | None = None
    basis: Annotated[int, Field(ge=0)] | None = None


class Procedure(Model):
    """An administrative procedure with its steps."""

    type: Literal["procedure"] = "procedure"
    title: Text
    steps: list[Text] = []
    basis: Annotated[int, Field(ge=0)] | None = None


class Letterhead(Model):
    """The head of a paper, line by line (NĐ 30/2020/NĐ-CP Annex I, boxes 1–5: organ, state name and motto, …)."""

    type: Literal["letterhead"] = "letterhead"
    lines: Annotated[list[Text], Field(min_length=1)]


class Closing(Model):
    """The end of a paper, line by line: recipients and signatures (NĐ 30/2020/NĐ-CP Annex I, boxes 7 and 9)."""

    type: Literal["closing"] = "closing"
    lines: Annotated[list[Text], Field(min_length=1)]


class OnPages(Model):
    """Words that are printed on pages without being part of the text, once for each of these pages."""

    text: Text
    pages: Annotated[list[Annotated[int, Field(ge=1)]], Field(min_length=1)]


class Furniture(OnPages):
    """A running head or foot, a page number, a line of the gazette."""

    type: Literal["furniture"] = "furniture"


class Stamp(OnPages):
    """Words of a stamp or of an electronic signature's box."""

    type: Literal["stamp"] = "stamp"


class Watermark(OnPages):
    """Words that lie across a page, under its text."""

    type: Literal["watermark"] = "watermark"


class Aside(Model):
    """What a source keeps beside what it shows: a speaker's notes on slide or sheet `page`, or one that is hidden."""

    type: Literal["aside"] = "aside"
    of: Literal["notes", "hidden-page"]
    page: Annotated[int, Field(ge=1)] | None = None
    content: list[Block] = []


Block = Annotated[
    Heading | Paragraph | ListBlock | Table | Figure | Division | Question | Situation | Sanction | RightOrDuty
    | Deadline | Procedure | Letterhead | Closing | Furniture | Stamp | Watermark | Aside,
    Field(discriminator="type"),
]  # fmt: skip


class Evidence(Model):
    """Where a value was read."""

    page: Annotated[int, Field(ge=1)] | None = None
    box: tuple[int, int, int, int] | None = None
    text: str
    confidence: Confidence | None = None
    method: EvidenceMethod
    inferred: bool = False
    engine_text: str | None = None


class Rights(Model):
    """Rights and source (Luật SHTT Điều 25: author and origin must be named)."""

    statement: str | None = None
    license: str | None = None
    source: str | None = None
    author: str | None = None


class Approval(Model):
    """Confirmation by the head of the drafting unit (QĐ 14/2019/QĐ-TTg Điều 8.2.a), for the text of `text_sha256`."""

    state: Literal["approved", "rejected"] | None = None
    by: str | None = None
    position: str | None = None
    date: dt.date | None = None
    document: str | None = None
    text_sha256: Sha256 | None = None


class WorkflowEvent(Model):
    """A step of the workflow: who, when, into which state."""

    state: WorkflowState
    at: dt.datetime
    by: str | None = None
    note: str | None = None


class Workflow(Model):
    """draft → compared with the original → approved → published (QĐ 14/2019/QĐ-TTg Điều 8.4), or taken back."""

    state: WorkflowState = "draft"
    events: list[WorkflowEvent] = []


class Accessibility(Model):
    """What makes the material usable for people with disabilities (WCAG 2.0 1.1.1, 1.2.2)."""

    alt_texts: dict[str, str] = {}
    captions: list[str] = []
    transcript: str | None = None


class Ai(Model):
    """Whether AI made content, and whether that is shown (NĐ 142/2026/NĐ-CP Điều 17–18)."""

    generated: bool | None = None
    tool: str | None = None
    label_shown: bool | None = None


class PageFacts(Model):
    """How one page was digitised; `scale` is in percent of the paper (NĐ 30/2020/NĐ-CP Annex I)."""

    page: Annotated[int, Field(ge=1)]
    dpi: Annotated[int, Field(ge=1, le=9600)] | None = None
    colour: Colour | None = None
    scale: Annotated[int, Field(ge=1, le=1000)] | None = None


class Making(Model):
    """By what a derivative was made: draft, plan, theme, look, fonts, program, voice; whether it awaits a person."""

    draft: bool = False
    plan_sha256: Sha256 | None = None
    theme_sha256: Sha256 | None = None
    look_sha256: Sha256 | None = None
    fonts: str | None = None
    program: str | None = None
    voice: str | None = None
    needs_review: bool | None = None


class FileEntry(Model):
    """A file of the package. `derived_from`: what it was made from; `derived_text_sha256`: the hash of that text;
    `dpi`, `colour`: of its worst page; `page_facts`: pages unlike the best; `pdfa_part`: what it claims ("2b").
    """  # noqa: D205

    path: Text
    role: FileRole
    media_type: Text
    sha256: Sha256
    bytes: Annotated[int, Field(ge=0)]
    derived_from: str | None = None
    derived_text_sha256: Sha256 | None = None
    made_by: Making | None = None
    pages: Annotated[int, Field(ge=1)] | None = None
    dpi: Annotated[int, Field(ge=1, le=9600)] | None = None
    colour: Colour | None = None
    page_facts: list[PageFacts] | None = None
    pdf_version: Annotated[str, Field(pattern=r"^[12]\.[0-7]$")] | None = None
    pdfa_part: Annotated[str, Field(pattern=r"^[1-4][abefu]?$")] | None = None
    signature: Signature | None = None


class LeftOut(Model):
    """Words the reader gave that stand nowhere in the record, and why."""

    reason: LeftOutReason
    text: Text
    page: Annotated[int, Field(ge=1)] | None = None


class PlacedCount(Model):
    """Letters and digits by the type of block they stand in; `content` is the text itself."""

    content: Count = 0
    letterhead: Count = 0
    closing: Count = 0
    furniture: Count = 0
    stamp: Count = 0
    watermark: Count = 0


class WordCount(Model):
    """What became of every word that was read: nothing may be lost between the page and the record.

    Attributes:
        read: Letters and digits the reader gave; words may be parted or joined ("1.Nội" is a marker and a word).
        placed: Of these, how many stand where.
        left_out: What stands nowhere, with its reason. `unknown` is a fault of the program.
    """

    read: Count
    placed: PlacedCount = PlacedCount()
    left_out: list[LeftOut] = []


class Waiver(Model):
    """A person answers for one finding, named by its pointer or by words that stand there (half-written: DUNG190)."""

    code: Text
    pointer: str | None = None
    words: str | None = None
    by: str | None = None
    on: dt.date | None = None
    reason: str | None = None


class Retention(Model):
    """How long the file is kept (thời hạn bảo quản) and who may use it (chế độ sử dụng): NĐ 30/2020/NĐ-CP Annex VI."""

    period: str | None = None
    use: str | None = None


class Signer(Model):
    """The signer block of an administrative document."""

    name: Text
    position: str | None = None


class Record(Model):
    """One material of legal education, as it is shared."""

    schema_version: Literal["1.0", "1.1"] = "1.1"
    identifier: Text
    title: Text
    kind: Kind
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "vi"
    creator: Creator | None = None
    publisher: Publisher | None = None
    number: str | None = None
    date_issued: IssueDate | None = None
    level: Level | None = None
    place: Place | None = None
    signer: Signer | None = None
    description: str | None = None
    keywords: list[Text] = []
    subjects: list[Annotated[int, Field(ge=1, le=45)]] = []
    audiences: list[Audience] = []
    legal_basis: list[Citation] = []
    content: list[Block] = []
    evidence: dict[str, list[Evidence]] = {}
    rights: Rights = Rights()
    approval: Approval = Approval()
    workflow: Workflow = Workflow()
    accessibility: Accessibility = Accessibility()
    ai: Ai = Ai()
    copy_value: CopyValue | None = None
    published_before: bool | None = None
    sharing_class: SharingClass | None = None
    retention: Retention | None = None
    reviewed_on: dt.date | None = None
    review_due: dt.date | None = None
    word_count: WordCount | None = None
    waivers: list[Waiver] = []
    files: list[FileEntry] = []

    @property
    def standing(self) -> Standing:
        """Where the material stands, after workflow and approval."""
        from validators.sharing.standing import standing  # which weighs records, and so imports this module

        return standing(self)
