"""Validation from end to end: find materials, read them, run every rule, put findings in order.

One bad material never stops the others: whatever goes wrong with one becomes a finding of that one. Nothing is passed
over in silence: what is not looked at is counted with its reason, and an error where it may have been a material.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from validators.baseline import held_back, is_held_back
from validators.citations.register import Register
from validators.groups import groups_of
from validators.in_our_words import of_system
from validators.memory import Memory
from validators.options import CheckOptions, is_asked
from validators.packages.package import MaterialPath, Package, Skipped, SkipReason, Survey, beginning, survey
from validators.packages.reading import read_material
from validators.packages.verification import verify
from validators.problems import Message, Problem, say
from validators.report import FindingCounts, Report, SwitchedOff
from validators.rules.catalogue import BY_CODE, RULES
from validators.rules.clean.duplicates import SEARCHES, MaterialDigest, digest_of
from validators.rules.correct import form
from validators.rules.correct.checked import (
    CANNOT_BE_OPENED,
    FINDINGS_CUT,
    NO_USABLE_RECORD,
    NOT_LOOKED_AT,
    NOTHING_FOUND,
    RULE_NOT_RUN,
)
from validators.rules.correct.waiving import WAIVES_NOTHING, held_waivers, needless, waived
from validators.rules.current.acts import REGISTER_ODD
from validators.rules.engine import RuleHit, hits_of, hits_of_each, reason_of
from validators.rules.finding import Finding, Gate, Severity, WaivedBy
from validators.rules.limits import rarely_collected, time_limit
from validators.rules.marking import mark_of
from validators.rules.rule import MOST_PER_RULE, Hit, Rule, hit
from validators.rules.subject import Subject
from validators.sharing.conformance import MORE, model_faults, record_of, schema_faults, usable_record
from validators.sharing.pointer import json_pointer
from validators.sharing.reader import RecordReading, SizeLimits, line_and_column, locate_all, read_record
from validators.sharing.standing import claims_approval
from validators.workers import Loss, Workers

_ENOUGH_FOR_PROCESSES = 400  # materials; starting processes takes as long as some hundred small ones
_BATCH = 50  # materials a process takes at once
_A_BATCH, _ALONE = 3600.0, 1200.0  # seconds by the clock; each material has its own limit, which ends before these


Batch = tuple[MaterialPath, ...]


@dataclass(frozen=True, slots=True)
class CheckedMaterial:
    """What one material gave."""

    findings: tuple[Finding, ...]
    digest: MaterialDigest | None
    reused: bool = False


def check_paths(
    paths: Iterable[Path], options: CheckOptions, advance: Callable[[int, int], None] | None = None
) -> Report:
    """Validate everything below some paths.

    Args:
        paths: Packages, folders of packages, zips, record files.
        options: How to judge.
        advance: Called with the number done and the number of all, as work goes on.

    Returns:
        The findings, by path and place.

    Raises:
        Problem: A path does not exist, or the register cannot be read.
    """
    found = survey(paths)
    register = Register.open(options.register) if options.register else None
    results: list[CheckedMaterial] = []
    for result in _results(found.materials, options):
        results.append(result)
        if advance:
            advance(len(results), len(found.materials))
    findings = [*_unseen(found, options), *(finding for result in results for finding in result.findings)]
    findings += _about_register(register, options) if register is not None else []
    findings += _across([result.digest for result in results if result.digest], options)
    counted = [finding for finding in findings if not finding.waived]
    fresh, known = held_back(counted, options.known, options.base)
    return Report(
        findings=tuple(sorted(fresh, key=_by_place)),
        checked=len(found.materials),
        known=len(known),
        reused=sum(result.reused for result in results),
        materials=tuple(item.path.as_posix() for item in found.materials),
        skipped=found.skipped,
        switched_off=(*options.switched_off, *_by_baseline(known, options)),
        waived=tuple(sorted((finding for finding in findings if finding.waived), key=_by_place)),
    )


def count_findings(
    paths: Iterable[Path], options: CheckOptions, advance: Callable[[int, int], None] | None = None
) -> FindingCounts:
    """What `check_paths` finds, as numbers: findings are let go one by one, so that memory does not grow with them.

    Args:
        paths: As for `check_paths`.
        options: How to judge.
        advance: As for `check_paths`.

    Raises:
        Problem: As `check_paths`.
    """
    found = survey(paths)
    tally = _Tally(Counter(options.known), options.base)
    tally.add(_unseen(found, options))
    digests: list[MaterialDigest] = []
    for done, result in enumerate(_results(found.materials, options), start=1):
        tally.add(result.findings, result.digest.path if result.digest else f"#{done}")
        digests += [result.digest] if result.digest else []
        if advance:
            advance(done, len(found.materials))
    tally.add(_about_register(Register.open(options.register), options) if options.register else ())
    tally.add(_across(digests, options))
    return FindingCounts(dict(tally.counts), len(found.materials), len(tally.wrong))


@dataclass(slots=True)
class _Tally:
    """Findings of a run, counted as they come.

    Attributes:
        left: How often the baseline holds each fingerprint back still.
        base: The folder of the baseline.
        counts: Those that count, by gate and severity.
        wrong: Names of the materials with errors.
    """

    left: Counter[str]
    base: Path
    counts: Counter[tuple[Gate, Severity]] = field(default_factory=Counter)
    wrong: set[str] = field(default_factory=set)

    def add(self, findings: Iterable[Finding], material: str | None = None) -> None:
        """Count findings, all of one material where that is named; what a person answers for does not count."""
        for one in findings:
            if one.waived or is_held_back(one, self.left, self.base):
                continue
            self.counts[one.gate, one.severity] += 1
            if one.severity is Severity.ERROR:
                self.wrong.add(material or one.path)


def check_each(found: Sequence[MaterialPath], options: CheckOptions) -> Iterator[tuple[Finding, ...]]:
    """Validate materials each by itself, in `options.jobs` processes; the findings of each, in order, as they come."""
    return (result.findings for result in _computed(found, options))


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    return finding.path, finding.line or 0, finding.column or 0, finding.code


def _by_baseline(known: Sequence[Finding], options: CheckOptions) -> Iterator[SwitchedOff]:
    counted = Counter(f"{finding.code} {finding.path}" for finding in known)
    names = tuple(f"{name} ×{count}" if count > 1 else name for name, count in sorted(counted.items()))
    if names:
        yield SwitchedOff("finding", names, options.baseline_name)


_WHY = {
    SkipReason.LINK: say("it is a link"),
    SkipReason.DEVICE: say("it is no file"),
    SkipReason.TOO_DEEP: say("it is nested too deep"),
    SkipReason.UNREADABLE: say("it cannot be read"),
}


def _unseen(found: Survey, options: CheckOptions) -> Iterator[Finding]:
    """Errors for what may be a material and was not looked at, and for places where there was nothing to look at."""
    for skipped in found.skipped:
        if skipped.reason.is_loss:
            reason = _why(skipped)
            yield _finding(NOT_LOOKED_AT, hit("", reason=reason), skipped.path.as_posix(), options, finished=True)
    for path in () if options.allow_empty else found.empty:
        yield _finding(NOTHING_FOUND, hit(""), path.as_posix(), options, finished=True)


def _about_register(register: Register, options: CheckOptions) -> Iterator[Finding]:
    """What of the register could not be used, row by row."""
    told = [*register.notes, *(row.told() for row in register.refused)]
    if len(told) > MOST_PER_RULE:
        told = [*told[:MOST_PER_RULE], say("{count} more rows were refused.", count=len(told) - MOST_PER_RULE)]
    register.close()
    if options.asks_for(REGISTER_ODD):
        path = str(options.register and options.register.as_posix())
        yield from [_finding(REGISTER_ODD, hit("", what=what), path, options, finished=True) for what in told]


def _why(skipped: Skipped) -> Message:
    error = skipped.error
    return say("it cannot be read: {reason}", reason=of_system(error)) if error else _WHY[skipped.reason]


def _results(found: Sequence[MaterialPath], options: CheckOptions) -> Iterator[CheckedMaterial]:
    memory = Memory.open(options) if options.cache else None
    todo = []
    for item in found:
        known = memory.recall(item) if memory else None
        if known is None:
            todo.append(item)
        else:
            yield CheckedMaterial(*known, reused=True)
    for item, result in zip(todo, _computed(todo, options), strict=True):
        if memory:
            memory.keep(item, result.findings, result.digest)
        yield result
    if memory:
        memory.close()


def _computed(found: Sequence[MaterialPath], options: CheckOptions) -> Iterator[CheckedMaterial]:
    if options.jobs < 2 or len(found) < _ENOUGH_FOR_PROCESSES:  # two processes are the least that help
        yield from check_several(found, options)
        return
    batches = [tuple(found[start : start + _BATCH]) for start in range(0, len(found), _BATCH)]
    yield from check_batches(batches, options, _check_batch)


def check_batches(
    batches: Sequence[Batch],
    options: CheckOptions,
    check: Callable[[tuple[Batch, CheckOptions]], list[CheckedMaterial]],
) -> Iterator[CheckedMaterial]:
    """Batches in worker processes, in their order; of one that a process was lost over, each material by itself.

    Args:
        batches: Materials.
        options: How to judge; `jobs` processes.
        check: Validates a batch; a function of a module.
    """
    with Workers(options.jobs, check, _nothing_checked, seconds=_seconds) as workers:
        done = [workers.submit((batch, options)) for batch in batches]
        for batch, future in zip(batches, done, strict=True):
            checked = future.result()
            yield from checked or _one_by_one(workers, batch, options)


def _one_by_one(
    workers: Workers[tuple[Batch, CheckOptions], list[CheckedMaterial]], batch: Batch, options: CheckOptions
) -> Iterator[CheckedMaterial]:
    alone = [workers.submit(((item,), options)) for item in batch]
    for item, future in zip(batch, alone, strict=True):
        yield from future.result() or [_unopened(item, say("the process that checked it was ended"), options)]


def _seconds(task: tuple[Batch, CheckOptions]) -> float:
    return _ALONE if len(task[0]) == 1 else _A_BATCH


def _nothing_checked(task: tuple[Batch, CheckOptions], loss: Loss) -> list[CheckedMaterial]:
    del task, loss
    return []


def _check_batch(task: tuple[Batch, CheckOptions]) -> list[CheckedMaterial]:
    batch, options = task
    return list(check_several(batch, options))


def check_several(found: Iterable[MaterialPath], options: CheckOptions) -> Iterator[CheckedMaterial]:
    """Validate materials, each as `check_one` does."""
    for group in groups_of(found):
        together = _checked_together(group, options) if len(group) > 1 else ()
        yield from together or [check_one(item, options) for item in group]


def _checked_together(group: Sequence[MaterialPath], options: CheckOptions) -> list[CheckedMaterial]:
    """What records give, rule by rule; nothing where one of them cannot be judged so, and each has to be by itself."""
    try:
        with time_limit(), rarely_collected():
            return _judged_together(group, options)
    except Exception:  # noqa: BLE001  (whose fault it is, is found out one by one)
        return []


def _judged_together(group: Sequence[MaterialPath], options: CheckOptions) -> list[CheckedMaterial]:
    # By itself, so that what was read is let go before Python looks for cycles again: else it goes through all of it.
    subjects = [subject_of(item, None, options) for item in group]
    hits = hits_of_each(_asked(options.only, options.ignore), subjects)
    together = zip(group, subjects, hits, strict=True)
    checked = [_checked(item, None, subject, own, options) for item, subject, own in together]
    return [] if any(one.rule is RULE_NOT_RUN for own in hits for one in own) else checked


def check_one(found: MaterialPath, options: CheckOptions) -> CheckedMaterial:
    """Validate one material; whatever goes wrong becomes a finding."""
    try:
        with time_limit(), rarely_collected():
            return read_material(found, lambda package: _check_open(found, package, options))
    except Problem as problem:
        return _unopened(found, problem.message, options)
    except OSError as error:
        return _unopened(found, of_system(error), options)
    except Exception as error:  # noqa: BLE001  (one bad material never stops a run)
        return _unopened(found, reason_of(error), options)


def _unopened(found: MaterialPath, detail: Message, options: CheckOptions) -> CheckedMaterial:
    finding = _finding(CANNOT_BE_OPENED, hit("", detail=detail), found.path.as_posix(), options, finished=True)
    return CheckedMaterial((finding,), None)


def _check_open(found: MaterialPath, package: Package | None, options: CheckOptions) -> CheckedMaterial:
    subject = subject_of(found, package, options)
    hits = list(hits_of(_asked(options.only, options.ignore), subject))
    return _checked(found, package, subject, hits, options)


def _checked(
    found: MaterialPath, package: Package | None, subject: Subject, hits: list[RuleHit], options: CheckOptions
) -> CheckedMaterial:
    """What a material gives in which rules found something; more may be added to it."""
    shown = _shown_path(found, package)
    finished = subject.record is None or claims_approval(subject.record)
    if subject.record is None and (subject.reading.value is not None or not _told_of_form(hits, options)):
        hits.append(RuleHit(NO_USABLE_RECORD, hit("")))
    hits += [RuleHit(FINDINGS_CUT, hit("", rule="DUNG02x", count=fault.detail))
             for fault in subject.schema_faults if fault.kind == MORE]  # fmt: skip
    digest = _digest(subject, shown, hits)
    waivers = _waivers(subject, hits, options)
    findings = [
        replace(_finding(one.rule, one.hit, shown, options, finished=finished), mark=mark_of(one.hit, subject),
                waived=waiver)
        for one, waiver in zip(hits, waivers, strict=True)
    ]  # fmt: skip
    return CheckedMaterial(tuple(_placed(findings, [one.hit for one in hits], subject, found)), digest)


def _waivers(subject: Subject, hits: list[RuleHit], options: CheckOptions) -> list[WaivedBy | None]:
    """Who answers for each finding; waivers that waive nothing are further findings."""
    held = [waiver for waiver in held_waivers(subject) if waiver.code not in SEARCHES]
    taken = list(waived([(one.rule, one.hit) for one in hits], held, subject))
    places = {json_pointer("waivers", waiver.place, "words") for waiver in held}
    busy = [waiver for waiver, one in zip(taken, hits, strict=True) if waiver and one.hit.pointer not in places]
    idle = [waiver for waiver in held if waiver not in busy]
    more = [RuleHit(rule, one) for rule, one in needless(idle, BY_CODE, _asker(options))]
    hits += more
    return [*(waiver.waived if waiver else None for waiver in taken), *([None] * len(more))]


def _asker(options: CheckOptions) -> Callable[[str], bool]:
    asked = _asked_codes(options.only, options.ignore)
    return lambda code: WAIVES_NOTHING.code in asked and code in asked


def _told_of_form(hits: Iterable[RuleHit], options: CheckOptions) -> bool:
    """Whether an error says why there is no record. Settings may make it a note: nothing was checked all the same."""
    told = (one.rule for one in hits if one.rule in form.RULES)
    return any(options.severity(rule, finished=True) is Severity.ERROR for rule in told)


def _digest(subject: Subject, shown: str, hits: list[RuleHit]) -> MaterialDigest | None:
    try:
        return digest_of(subject, shown)
    except Exception as error:  # noqa: BLE001  (as for every rule: told, and the others go on)
        hits.append(RuleHit(RULE_NOT_RUN, hit("", rule=next(iter(SEARCHES)), reason=reason_of(error))))
        return None


def _reading(found: MaterialPath, package: Package | None, options: CheckOptions) -> RecordReading:
    """The record's bytes as read; nothing where the record is a link or a device, which may lead out of the package."""
    path = package.own_file(package.record_path.name) if package else found.path
    if path is None:
        return RecordReading(None, "")
    limits = SizeLimits(options.policy.max_kilobytes << 10, options.policy.max_values)
    return read_record(beginning(path, limits.max_bytes + 1), limits)


@cache
def _asked(only: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if is_asked(rule.code, only, ignore))


@cache
def _asked_codes(only: tuple[str, ...], ignore: tuple[str, ...]) -> frozenset[str]:
    return frozenset(rule.code for rule in _asked(only, ignore))


def subject_of(found: MaterialPath, package: Package | None, options: CheckOptions) -> Subject:
    """One material as the rules are shown it.

    Args:
        found: Where it stands.
        package: The open package; None for a bare record.
        options: How to judge.

    Raises:
        OSError: The record cannot be read.
    """
    reading = _reading(found, package, options)
    faults = schema_faults(reading.value) if reading.value is not None else ()
    record = record_of(reading.value) if reading.value is not None and not (faults or reading.faults) else None
    if record is None and reading.value is not None:
        faults += model_faults(reading.value, faults)
        record = usable_record(reading.value, faults)
    return Subject(
        path=found.path,
        reading=reading,
        schema_faults=faults,
        record=record,
        package=package,
        faults=tuple(verify(package.place, options.believed_from)) if package else (),
        day=options.day,
        policy=options.policy,
        register=_register(options.register) if options.register else None,
    )


@cache
def _register(path: Path) -> Register:
    # One connection a process: workers are handed the path, not the database.
    return Register.open(path)


def _shown_path(found: MaterialPath, package: Package | None) -> str:
    return (found.path / "data" / "record.json").as_posix() if package else found.path.as_posix()


def _finding(rule: Rule, one: Hit, path: str, options: CheckOptions, *, finished: bool) -> Finding:
    return Finding(
        code=rule.code,
        severity=options.severity(rule, finished=finished),
        gate=rule.gate,
        path=path,
        pointer="" if one.pointer.startswith("@") else one.pointer,
        message=Message(rule.sentence.text, one.values),
        remedy=Message(rule.remedy.text, one.values),
    )


def _placed(findings: list[Finding], hits: list[Hit], subject: Subject, found: MaterialPath) -> Iterator[Finding]:
    """With line and column, or with the path of the other file they concern."""
    text = subject.reading.text
    places = locate_all(text, {finding.pointer for finding in findings}) if text and findings else {}
    for finding, one in zip(findings, hits, strict=True):
        if one.file is not None:
            yield replace(finding, path=(found.path / one.file).as_posix())
        elif one.pointer.startswith("@"):
            yield finding.at(*line_and_column(text, int(one.pointer[1:])))
        else:
            yield finding.at(*places[finding.pointer]) if places else finding


def _across(digests: Sequence[MaterialDigest], options: CheckOptions) -> Iterator[Finding]:
    """Findings across materials; a waiver takes one away as in a single material."""
    left = {digest.path: list(digest.waivers) for digest in digests}
    for finding in _duplicates(digests, options):
        waivers = left.get(finding.path, [])
        words = " ".join(str(value) for value in finding.message.values.values())
        taken = next((one for one in waivers if one.fits(finding.code, finding.pointer, words)), None)
        if taken:
            waivers.remove(taken)
        yield replace(finding, waived=taken.waived if taken else None)
    for digest in digests:
        for rule, one in needless(left[digest.path], BY_CODE, _asker(options)):
            yield _with_place(_finding(rule, one, digest.path, options, finished=digest.finished))


def _duplicates(digests: Sequence[MaterialDigest], options: CheckOptions) -> Iterator[Finding]:
    for code, search in SEARCHES.items():
        if digests and options.asks_for(BY_CODE[code]):
            try:
                found = list(search(digests, options.policy.similarity))
            except Exception as error:  # noqa: BLE001  (as for every rule: told, and the others go on)
                lost = hit("", rule=code, reason=reason_of(error))
                yield _finding(RULE_NOT_RUN, lost, digests[0].path, options, finished=True)
                continue
            for digest, one in found:
                yield _with_place(_finding(BY_CODE[code], one, digest.path, options, finished=digest.finished))


def _with_place(finding: Finding) -> Finding:
    """Line and column of a finding across materials, whose text is no longer at hand; nothing for records in zips."""
    path = Path(finding.path)
    try:
        text = read_record(path.read_bytes()).text if path.is_file() else ""
    except OSError:
        text = ""
    return finding.at(*locate_all(text, [finding.pointer])[finding.pointer]) if text else finding
