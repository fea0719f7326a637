"""素の機械: what ./urakata says where its parts cannot be had, before anything is half made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def bare(tmp_path):
    """A checkout without .venv on a machine whose programs are those we put there."""
    checkout, programs = tmp_path / "checkout", tmp_path / "programs"
    (checkout / "src/urakata/config").mkdir(parents=True)
    programs.mkdir()
    for name in ("urakata", "requirements.lock", "src/urakata/config/venv.sh"):
        shutil.copy(ROOT / name, checkout / name)
    for name in ("sh", "dirname", "readlink", "cmp", "mkdir", "id", "rm", "cp", "mv"):
        _write(programs / name, f'exec {shutil.which(name)} "$@"')  # never a link: a fake would be written through it

    def run(**fakes):
        for name, script in fakes.items():
            (programs / name.replace("_", "-")).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name.replace("_", "-")).chmod(0o755)
        return subprocess.run(
            [checkout / "urakata", "bizday"], env={"PATH": str(programs)}, capture_output=True, text=True
        )

    return run


def _write(program, script):
    assert not program.is_symlink()
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


WITHOUT_VENV = 'case "$*" in *ensurepip*) exit 1;; esac'


def test_without_python_it_says_what_to_install(bare):
    done = bare()

    assert done.returncode == 2
    assert "apt-get install python3" in done.stderr


def test_an_old_python_is_named(bare):
    done = bare(python3='case "$*" in *version_info*) exit 1;; -V) echo Python 3.9.2;; esac')

    assert done.returncode == 2
    assert "3.9.2" in done.stderr


def test_without_ensurepip_debian_is_asked_and_then_the_person(bare, tmp_path):
    asked = tmp_path / "asked"
    done = bare(python3=WITHOUT_VENV, id="echo 0", apt_get=f'echo "$*" >>{asked}; exit 1')

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("python3-venv が要ります")
    assert "python3-venv" in asked.read_text()


def test_whoever_is_not_root_is_told_in_one_line(bare):
    done = bare(python3=WITHOUT_VENV, id="echo 1000", apt_get="exit 0")

    assert done.returncode == 2
    assert "apt-get install python3-venv" in done.stderr


def test_no_script_names_a_host_or_a_place_of_one_machine():
    for name in ("urakata", "check", ".ci/run", "src/urakata/config/venv.sh"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "/home/" not in text
        assert os.access(ROOT / name, os.X_OK) or name.endswith(".sh")
