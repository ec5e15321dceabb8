"""`completion`: scripts that the shells can read."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from thanks_tui.tui.command_list import COMMANDS, SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_every_command(run, shell: str):
    result = run("completion", shell)
    assert (result.code, result.err) == (0, "")
    for command in COMMANDS:
        assert command.name in result.out
    assert "data-dir" in result.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["thanks-tui", "li"], ["list"]),
        (["thanks-tui", "due", "--w"], ["--within"]),
        (["thanks-tui", "import", "no"], ["no.eml"]),
        (["thanks-tui", "restore", "no"], ["no.eml"]),
        (["thanks-tui", "export", "--format", ""], ["json", "md", "ics"]),
    ],
)
def test_bash_completes_commands_options_and_files(
    run, tmp_path: Path, words: list[str], expected: list[str]
):
    (tmp_path / "no.eml").touch()
    script = tmp_path / "completion.bash"
    script.write_text(run("completion", "bash").out)
    quoted = " ".join(f"'{word}'" for word in words)
    ask = f"""
        source {script}
        COMP_WORDS=({quoted}) COMP_CWORD={len(words) - 1}
        function_of() {{ echo "${{@: -2:1}}"; }}
        $(function_of $(complete -p thanks-tui))
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "--norc", "-c", ask], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=30
    )
    assert [line.strip() for line in done.stdout.splitlines()] == expected
