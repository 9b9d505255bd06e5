"""What would fail on Windows and can be seen without it."""

from __future__ import annotations

import ast
import subprocess

import pytest

from tests.checks.sources import ROOT, Source, dotted, nodes

# Names the standard library does not have on Windows. Using one needs a look first (`hasattr`, `os.name`,
# `sys.platform`, `except ImportError/AttributeError`) in the same function or around it.
POSIX_ONLY = {
    ("os", name)
    for name in (
        "fork", "forkpty", "getuid", "geteuid", "getgid", "getegid", "setsid", "killpg", "getpgid", "setpgid", "nice",
        "chown", "lchown", "mkfifo", "mknod", "sysconf", "sysconf_names", "sched_getaffinity", "statvfs", "getloadavg",
        "openpty", "wait3", "wait4", "O_DIRECTORY", "O_NOFOLLOW", "pread", "pwrite", "sync", "posix_fadvise",
    )
} | {("signal", name) for name in ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGPIPE", "alarm",
                                   "pthread_sigmask", "setitimer")}  # fmt: skip
POSIX_MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "curses", "readline", "syslog"}
GUARDS = ("hasattr(os", "hasattr(signal", "os.name", "sys.platform", "ImportError", "AttributeError")
# Opens with an encoding that is not the system's: UTF-8 is right on every system, the code page is not.
TEXT_CALLS = {"open", "read_text", "write_text"}


def place(source: Source, node: ast.AST) -> str:
    return f"{source.name}:{getattr(node, 'lineno', 0)}"


def around(source: Source, node: ast.AST) -> str:
    """The source of the function or statement of the module a node stands in."""
    holders = [
        holder
        for holder in source.nodes
        if isinstance(holder, ast.FunctionDef | ast.If | ast.Try)
        and holder.lineno <= getattr(node, "lineno", 0) <= (holder.end_lineno or 0)
    ]
    return "\n".join(ast.get_source_segment(source.text, holder) or "" for holder in holders)


def test_posix_names_are_guarded() -> None:
    bare = [
        f"{place(source, node)} {node.value.id}.{node.attr}"
        for source, node in nodes(ast.Attribute)
        if isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in POSIX_ONLY
        and not any(guard in around(source, node) for guard in GUARDS)
    ]
    assert bare == []


def test_posix_modules_are_guarded() -> None:
    bare = [
        place(source, node)
        for source, node in nodes(ast.Import, ast.ImportFrom)
        if {name.name for name in node.names} & POSIX_MODULES | {getattr(node, "module", "")} & POSIX_MODULES
        and not any(guard in around(source, node) for guard in GUARDS)
    ]
    assert bare == []


def _mode(call: ast.Call, place_of_mode: int) -> str:
    given = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    given += call.args[place_of_mode : place_of_mode + 1]
    return given[0].value if given and isinstance(given[0], ast.Constant) and isinstance(given[0].value, str) else "r"


def _opens_text_without_encoding(call: ast.Call) -> bool:
    function = call.func
    name = (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )
    if name not in TEXT_CALLS or any(keyword.arg == "encoding" for keyword in call.keywords):
        return False
    if name == "read_text":
        return not call.args
    if name == "write_text":
        return len(call.args) < 2
    if isinstance(function, ast.Name):
        return "b" not in _mode(call, 1) and len(call.args) < 4
    # `something.open(...)`: a Path when the first argument looks like a mode, or there is none.
    first = call.args[0] if call.args else None
    if first is not None and not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return False
    return set(_mode(call, 0)) <= set("rwaxt+") and isinstance(function, ast.Attribute)


def test_text_files_name_their_encoding() -> None:
    careless = [
        place(source, node)
        for source, node in nodes(ast.Call)
        if _opens_text_without_encoding(node) and not _is_other_open(node)
    ]
    assert careless == []


def _is_other_open(call: ast.Call) -> bool:
    """`Image.open(path)` and the like: modules and classes that open something else."""
    function = call.func
    owner = function.value if isinstance(function, ast.Attribute) else None
    return isinstance(owner, ast.Name) and (owner.id[:1].isupper() or owner.id in {"pikepdf", "zipfile", "archive"})


def test_no_shell() -> None:
    shells = [
        place(source, node)
        for source, node in nodes(ast.Call)
        if (
            any(keyword.arg == "shell" for keyword in node.keywords)
            or dotted(node.func) in {"os.system", "os.popen", "subprocess.getoutput", "commands.getoutput"}
        )
    ]
    assert shells == []


def test_child_processes_answer_in_bytes_or_a_named_encoding() -> None:
    """`text=True` decodes with the code page."""
    careless = [
        place(source, node)
        for source, node in nodes(ast.Call)
        if dotted(node.func).startswith("subprocess.")
        and {keyword.arg for keyword in node.keywords} & {"text", "universal_newlines"}
        and not any(keyword.arg == "encoding" for keyword in node.keywords)
    ]
    assert careless == []


def test_renames_replace() -> None:
    """`os.rename` and `Path.rename` fail on Windows when the target is there."""
    renames = [
        place(source, node)
        for source, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"rename", "renames"}
    ]
    assert renames == []


def test_paths_are_not_glued_with_slashes() -> None:
    """`str(path) + "/x"` and `f"{path}/x"` handed to Path or open."""
    glued = [
        place(source, node)
        for source, node in nodes(ast.Call)
        if dotted(node.func) in {"Path", "open", "os.path.join"}
        and any(
            isinstance(argument, ast.JoinedStr | ast.BinOp) and "/" in _constants(argument) for argument in node.args
        )
    ]
    assert glued == []


def _constants(node: ast.AST) -> str:
    return "".join(
        part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def test_changing_rights_is_guarded() -> None:
    """On Windows `chmod` knows the read-only flag only."""
    bare = [
        place(source, node)
        for source, node in nodes(ast.Call)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr == "chmod"
        and not any(guard in around(source, node) for guard in GUARDS)
    ]
    assert bare == []


def test_file_names_of_the_project_work_everywhere() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True)
    if listed.returncode != 0:
        pytest.skip("not in a git work tree")
    names = [name for name in listed.stdout.decode("utf-8").split("\0") if name]
    reserved = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
    for name in names:
        assert not set(name) & set('<>:"\\|?*'), name
        assert not {part.split(".")[0].casefold() for part in name.split("/")} & reserved, name
        assert not any(part.endswith((" ", ".")) for part in name.split("/")), name
        assert len(name) < 160, name
    folded = [name.casefold() for name in names]
    assert len(set(folded)) == len(folded)
