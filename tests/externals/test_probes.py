"""Finding outside programs: with small programs of our own on the path, so that nothing need be installed."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from converters.externals import espeak, ffmpeg, libreoffice, systems, tesseract
from converters.externals.probe import ProbeResult, ToolProbe, ask_version, find_program, probe_program, require_program
from converters.externals.systems import System, current_system, system_of
from validators.problems import MissingDependency, say

PROBES = (espeak.PROBE, ffmpeg.PROBE, libreoffice.PROBE, tesseract.PROBE)
INSTALL = {
    System.DEBIAN: "apt-get install -y toy",
    System.FEDORA: "dnf install -y toy",
    System.MACOS: "brew install toy",
    System.WINDOWS: "winget install --id Toy.Toy",
}

Program = Callable[[str, str], Path]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs made here are shell scripts")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Puts a program on an otherwise empty path."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def make(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return make


def toy(*commands: str, places: tuple[str, ...] = ()) -> ToolProbe:
    return ToolProbe("Toy", commands or ("toy",), ("--version",), r"Toy (\d+\.\d+)", say("plays"), INSTALL, places)


class TestFinding:
    def test_the_first_command_on_the_path_wins(self, program: Program) -> None:
        second = program("toy-old", "")
        assert find_program(toy("toy", "toy-old")) == second
        first = program("toy", "")
        assert find_program(toy("toy", "toy-old")) == first

    def test_where_installers_put_it_comes_after_the_path(self, program: Program, tmp_path: Path) -> None:
        elsewhere = tmp_path / "Toy.app"
        elsewhere.write_bytes(b"")
        probe = toy(places=(str(tmp_path / "absent"), str(elsewhere)))
        assert find_program(probe) == elsewhere
        assert find_program(probe) != program("toy", "")

    def test_what_is_nowhere_is_not_found(self, program: Program) -> None:
        assert find_program(toy()) is None
        assert probe_program(toy()) == ProbeResult(toy(), None, None)
        assert not probe_program(toy()).present

    def test_a_needed_program_is_told_with_its_install_line(self, program: Program) -> None:
        with pytest.raises(MissingDependency) as caught:
            require_program(toy())
        assert "Toy" in str(caught.value)
        assert INSTALL[current_system()] in str(caught.value.hint)
        path = program("toy", "")
        assert require_program(toy()) == path


class TestVersions:
    @pytest.mark.parametrize("script", ["echo 'Toy 1.25'", "echo 'Toy 1.25 (built today)' >&2; exit 3"])
    def test_the_version_is_read_from_either_stream(self, program: Program, script: str) -> None:
        path = program("toy", script)
        found = probe_program(toy())
        assert (found.path, found.version, found.present) == (path, "1.25", True)

    @pytest.mark.parametrize("script", ["", "echo 'Game 1.25'", "exit 1"])
    def test_a_program_that_does_not_say_is_not_usable(self, program: Program, script: str) -> None:
        program("toy", script)
        found = probe_program(toy())
        assert found.path is not None
        assert not found.present

    def test_a_file_that_is_no_program(self, tmp_path: Path) -> None:
        text = tmp_path / "toy"
        text.write_text("not a program", encoding="utf-8")
        assert ask_version(text, toy()) is None

    def test_a_program_that_hangs_is_as_good_as_absent(self, program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("converters.externals.probe.PROBE_TIMEOUT", 0.1)
        assert ask_version(program("toy", "exec /bin/sleep 30"), toy()) is None

    @pytest.mark.parametrize(
        ("probe", "printed", "version"),
        [
            (tesseract.PROBE, "tesseract 5.3.0\n leptonica-1.82.0", "5.3.0"),
            (tesseract.PROBE, "tesseract v5.3.3.20231005\n leptonica-1.83.1", "5.3.3.20231005"),
            (tesseract.PROBE, "leptonica-1.82.0", None),
            (ffmpeg.PROBE, "ffmpeg version 5.1.6-0+deb12u1 Copyright (c) 2000-2024", "5.1.6"),
            (ffmpeg.PROBE, "ffmpeg version n7.1 Copyright (c) 2000-2024", "7.1"),
            (ffmpeg.PROBE, "ffprobe version 7.1", None),
            (libreoffice.PROBE, "LibreOffice 7.4.7.2 40(Build:2)", "7.4.7.2"),
            (libreoffice.PROBE, "OpenOffice 4.1", None),
            (espeak.PROBE, "eSpeak NG text-to-speech: 1.51  Data at: /usr/lib", "1.51"),
            (espeak.PROBE, "no version", None),
        ],
    )
    def test_versions_as_the_programs_print_them(self, probe: ToolProbe, printed: str, version: str | None) -> None:
        match = re.search(probe.version_pattern, printed)
        assert (match.group(1) if match else None) == version


class TestProbes:
    @pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.name)
    def test_every_system_has_an_install_line(self, probe: ToolProbe) -> None:
        assert set(probe.install) == set(System)
        assert all(line.strip() == line and line for line in probe.install.values())
        assert probe.install_line() == probe.install[current_system()]
        assert str(probe.purpose)

    def test_libreoffice_goes_by_two_names(self, program: Program) -> None:
        path = program("libreoffice", "echo 'LibreOffice 24.2.1.2 420'")
        found = libreoffice.find()
        assert (found.path, found.version) == (path, "24.2.1.2")

    def test_ffmpeg_of_the_system_is_taken_where_no_wheel_brings_one(
        self, program: Program, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
        assert not ffmpeg.find().present
        path = program("ffmpeg", "echo 'ffmpeg version 6.0 Copyright'")
        assert (ffmpeg.find().path, ffmpeg.find().version) == (path, "6.0")


class TestTesseract:
    def listing(self, folder: Path, *languages: str) -> str:
        listed = "\n".join(languages)
        return f"""case "$1" in
            --version) echo 'tesseract 5.3.0' ;;
            --list-langs) printf '%s\\n' 'List of available languages in "{folder}/" (2):' '{listed}' ;;
        esac"""

    def test_languages_and_the_models_hash(self, program: Program, tmp_path: Path) -> None:
        model = tmp_path / "tessdata" / "vie.traineddata"
        model.parent.mkdir()
        model.write_bytes(b"a model")
        path = program("tesseract", self.listing(model.parent, "osd", "vie"))
        found = tesseract.find()
        assert (found.path, found.version) == (path, "5.3.0")
        assert found.details["languages"] == "osd vie"
        assert found.details["model"] == str(model)
        assert found.details["model_sha256"] == hashlib.sha256(b"a model").hexdigest()
        assert tesseract.require_vietnamese() == path

    def test_without_the_vietnamese_model(self, program: Program, tmp_path: Path) -> None:
        program("tesseract", self.listing(tmp_path, "eng", "osd"))
        with pytest.raises(MissingDependency) as caught:
            tesseract.require_vietnamese()
        assert "Vietnamese model" in str(caught.value)
        assert "vie" in str(caught.value.hint) or "tesseract" in str(caught.value.hint)
        assert "model_sha256" not in tesseract.find().details

    def test_each_question_is_asked_once(self, program: Program, tmp_path: Path) -> None:
        (tmp_path / "vie.traineddata").write_bytes(b"model")
        asked = tmp_path / "asked"
        program("tesseract", f"echo \"$1\" >> '{asked}'\n" + self.listing(tmp_path, "vie"))
        assert tesseract.find().present
        assert sorted(asked.read_text().split()) == ["--list-langs", "--version"]

    def test_without_tesseract(self, program: Program) -> None:
        assert not tesseract.find().present
        with pytest.raises(MissingDependency):
            tesseract.require_vietnamese()

    def test_a_program_that_cannot_list(self, program: Program) -> None:
        assert tesseract.installed_languages(program("tesseract", "exit 1")) == ()


class TestSystems:
    @pytest.mark.parametrize(
        ("os_release", "system"),
        [
            ('ID=debian\nVERSION_ID="12"', System.DEBIAN),
            ("ID=ubuntu\nID_LIKE=debian", System.DEBIAN),
            ("ID=fedora", System.FEDORA),
            ('ID="rocky"\nID_LIKE="rhel centos fedora"', System.FEDORA),
            ("ID='centos'", System.FEDORA),
            ("NAME=fedora", System.DEBIAN),
            ("", System.DEBIAN),
            ("rubbish without a sign", System.DEBIAN),
        ],
    )
    def test_linux_by_its_os_release(self, os_release: str, system: System) -> None:
        assert system_of(os_release) is system

    @pytest.mark.parametrize(("platform", "system"), [("win32", System.WINDOWS), ("darwin", System.MACOS)])
    def test_other_systems_by_the_platform(
        self, platform: str, system: System, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", platform)
        assert current_system.__wrapped__() is system

    def test_a_linux_without_os_release_counts_as_debian(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(systems, "OS_RELEASE", tmp_path / "absent")
        assert current_system.__wrapped__() is System.DEBIAN
