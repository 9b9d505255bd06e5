"""QTI 2.1 as a content package: a file a question, a test that holds them all, and the manifest (1EdTech)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from converters.derivatives.fulltext.tree import node
from converters.derivatives.fulltext.zipped import zipped
from converters.derivatives.kinds.quiz.paper import QuizPaper
from converters.derivatives.kinds.quiz.question import QuizQuestion

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_QTI_PLACE = f"{_QTI} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_PACKAGE_PLACE = f"{_PACKAGE} http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_TEST = "tests/de-thi.xml"


def qti_package(paper: QuizPaper) -> bytes:
    """The quiz as a ZIP file."""
    items = [(_place(question), _item(paper, number, question)) for number, question in enumerate(paper.questions, 1)]
    files = [("imsmanifest.xml", _manifest(paper)), (_TEST, _test(paper)), *items]
    return zipped((name, _written(tree)) for name, tree in files)


def _written(tree: ET.Element) -> bytes:
    ET.indent(tree)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(tree, encoding="unicode")}\n'.encode()


def _place(question: QuizQuestion) -> str:
    return f"items/{question.id}.xml"


def _root(tag: str, *children: ET.Element | None, **attributes: str) -> ET.Element:
    return node(tag, *children, xmlns=_QTI, xmlns__xsi=_XSI, xsi__schemaLocation=_QTI_PLACE, **attributes)


def _choice(place: int) -> str:
    return "ABCDEFGH"[place]


def _item(paper: QuizPaper, number: int, question: QuizQuestion) -> ET.Element:
    response = node(
        "responseDeclaration",
        node("correctResponse", node("value", _choice(question.right))),
        identifier="RESPONSE", cardinality="single", baseType="identifier",
    )  # fmt: skip
    score = node(
        "outcomeDeclaration", node("defaultValue", node("value", "0")),
        identifier="SCORE", cardinality="single", baseType="float",
    )  # fmt: skip
    feedback = node("outcomeDeclaration", identifier="FEEDBACK", cardinality="single", baseType="identifier")
    return _root(
        "assessmentItem",
        response,
        score,
        feedback,
        node("itemBody", *_paragraphs(paper.stem(question)), _interaction(question)),
        _processing(),
        node(
            "modalFeedback", question.feedback,
            outcomeIdentifier="FEEDBACK", identifier="REASON", showHide="show",
        ),
        identifier=question.id, title=paper.name(number), adaptive="false", timeDependent="false",
        xml__lang=paper.record.language, toolName="pbgdpl", toolVersion=paper.recipe[:12],
    )  # fmt: skip


def _paragraphs(text: str) -> Iterator[ET.Element]:
    return (node("p", line) for line in text.split("\n"))


def _interaction(question: QuizQuestion) -> ET.Element:
    choices = (node("simpleChoice", text, identifier=_choice(place)) for place, text in enumerate(question.options))
    return node("choiceInteraction", *choices, responseIdentifier="RESPONSE", shuffle="true", maxChoices="1")


def _processing() -> ET.Element:
    """One point for the right answer, and the reason after any."""
    same = node("match", node("variable", identifier="RESPONSE"), node("correct", identifier="RESPONSE"))
    point = node("setOutcomeValue", node("baseValue", "1", baseType="float"), identifier="SCORE")
    told = node("setOutcomeValue", node("baseValue", "REASON", baseType="identifier"), identifier="FEEDBACK")
    return node("responseProcessing", node("responseCondition", node("responseIf", same, point)), told)


def _test(paper: QuizPaper) -> ET.Element:
    references = (
        node("assessmentItemRef", identifier=question.id, href=f"../{_place(question)}") for question in paper.questions
    )
    told = node("rubricBlock", *(node("p", line) for line in paper.remarks), view="candidate tutor")
    section = node("assessmentSection", told, *references, identifier="phan-1", title=paper.title, visible="true")
    part = node(
        "testPart", section, identifier="de", navigationMode="nonlinear", submissionMode="simultaneous"
    )  # fmt: skip
    return _root("assessmentTest", part, identifier="de-thi", title=paper.title)


def _manifest(paper: QuizPaper) -> ET.Element:
    items = [
        node(
            "resource", node("file", href=_place(one)), identifier=one.id, type="imsqti_item_xmlv2p1", href=_place(one)
        )
        for one in paper.questions
    ]
    needed = (node("dependency", identifierref=one.id) for one in paper.questions)
    test = node(
        "resource", node("file", href=_TEST), *needed, identifier="de-thi", type="imsqti_test_xmlv2p1", href=_TEST
    )
    about = node("metadata", node("schema", "QTIv2.1 Package"), node("schemaversion", "1.0.0"))
    return node(
        "manifest", about, node("organizations"), node("resources", test, *items),
        xmlns=_PACKAGE, xmlns__xsi=_XSI, xsi__schemaLocation=_PACKAGE_PLACE, identifier="goi-cau-hoi",
    )  # fmt: skip
