"""`each`: many examples in one test.

A test for every example costs more than most examples do. `each` takes what `pytest.mark.parametrize` takes, tries all
of them in one test, and names every one that fails.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import pytest

Test: TypeAlias = Callable[..., None]
_WITH_ID = type(pytest.param())


def each(
    names: str | tuple[str, ...], cases: Iterable[Any], ids: Iterable[str] | Callable[[Any], object] = repr
) -> Callable[[Test], Test]:
    """Run a test for every case, all of them even when some fail.

    Fixtures are made once for all cases, so it is not for tests that change what a fixture gave them.

    Args:
        names: Of one or several arguments, as for `pytest.mark.parametrize`.
        cases: A value each, or a tuple where there are several names, or a `pytest.param`.
        ids: What a failing case is called: a name each, or made from a value.
    """
    arguments = tuple(name.strip() for name in names.split(",")) if isinstance(names, str) else tuple(names)
    given = [_values(case, len(arguments)) for case in cases]
    called = None if callable(ids) else list(ids)
    assert given
    assert called is None or len(called) == len(given)

    def name(place: int) -> str:
        return called[place] if called else ", ".join(str(ids(value)) for value in given[place])

    def wrap(test: Test) -> Test:
        @functools.wraps(test)
        def run(*own: Any, **fixtures: Any) -> None:
            failures = []
            for place, case in enumerate(given):
                try:
                    test(*own, **fixtures, **dict(zip(arguments, case, strict=True)))
                except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001  the others are tried too
                    failure.add_note(f"in the case of {name(place)}")
                    failures.append(failure)
            if failures:
                raise BaseExceptionGroup(f"{len(failures)} of {len(given)} cases fail", failures)

        signature = inspect.signature(test)
        left = [value for name, value in signature.parameters.items() if name not in arguments]
        vars(run).pop("__wrapped__")  # by which pytest would ask for the arguments that are given here
        vars(run)["__signature__"] = signature.replace(parameters=left)
        return run

    return wrap


def _values(case: Any, many: int) -> tuple[Any, ...]:
    if isinstance(case, _WITH_ID):
        assert not case.marks
        return tuple(case.values)
    return (case,) if many == 1 else tuple(case)
