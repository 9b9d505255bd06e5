"""JUnit XML, which every CI server shows: one suite, one test case a material."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict

from validators.report import Report
from validators.reports.form import Translator, account, location, weight
from validators.reports.plain import plain
from validators.rules.finding import Finding, Severity


def junit(report: Report, translator: Translator) -> str:
    """A report as JUnit XML. Errors fail a case; warnings and notes stand in its output.

    Each material is a case, and each place at which nothing could be looked at.
    """
    materials = frozenset(report.materials)
    by_material: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_material[_material(finding.path, materials)].append(finding)
    suite = ET.Element("testsuite", name="pbgdpl validate")
    failures = 0
    names = [*report.materials, *(name for name in by_material if name not in materials)]
    for name in names:
        failures += _case(suite, name, by_material[name], translator)
    suite.set("tests", str(len(names)))
    suite.set("failures", str(failures))
    suite.set("errors", "0")
    ET.SubElement(suite, "system-out").text = _clean("\n".join(account(report, translator)))
    root = ET.Element("testsuites", tests=str(len(names)), failures=str(failures))
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _material(path: str, materials: frozenset[str]) -> str:
    above = path
    while above not in materials and "/" in above:
        above = above.rpartition("/")[0]
    return above if above in materials else path


def _case(suite: ET.Element, name: str, findings: list[Finding], translator: Translator) -> int:
    case = ET.SubElement(suite, "testcase", name=_clean(name), classname="pbgdpl.validate")
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    others = [finding for finding in findings if finding.severity is not Severity.ERROR]
    if errors:
        codes = ", ".join(dict.fromkeys(finding.code for finding in errors))
        failure = ET.SubElement(case, "failure", message=codes, type="validation")
        failure.text = _clean("\n".join(_line(finding, translator) for finding in errors))
    if others:
        ET.SubElement(case, "system-out").text = _clean("\n".join(_line(finding, translator) for finding in others))
    return bool(errors)


def _line(finding: Finding, translator: Translator) -> str:
    return f"{location(finding)} {weight(finding, translator)} {finding.code} {translator.sentence(finding)}"


def _clean(text: str) -> str:
    """Without the signs XML 1.0 forbids, and those that steer."""
    lines = (plain(line) for line in text.split("\n"))
    return "\n".join(lines).translate({0xFFFE: None, 0xFFFF: None})
