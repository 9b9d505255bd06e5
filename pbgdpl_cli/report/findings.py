"""What checking finds, by the four gates."""

from __future__ import annotations

from pbgdpl_cli.report.numbers import FindingNumbers, GateNumbers
from validators.report import FindingCounts, Gate, Severity
from validators.reports.form import GATE_NAMES


def finding_numbers(counts: FindingCounts | None) -> FindingNumbers:
    """The findings of a check as a report tells them; None in every place where nothing was checked."""
    if counts is None:
        unchecked = [GateNumbers(gate.value, GATE_NAMES[gate], None, None, None) for gate in Gate]
        return FindingNumbers(None, None, None, None, tuple(unchecked))

    def found(gate: Gate, severity: Severity) -> int:
        return counts.by_gate.get((gate, severity), 0)

    gates = [
        GateNumbers(gate.value, GATE_NAMES[gate], *(found(gate, severity) for severity in Severity)) for gate in Gate
    ]
    errors, warnings, notes = (sum(found(gate, severity) for gate in Gate) for severity in Severity)
    return FindingNumbers(counts.materials_with_errors, errors, warnings, notes, tuple(gates))
