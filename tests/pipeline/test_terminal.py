"""What stands on a terminal."""

from __future__ import annotations

from tests.command import songngu


def test_help_says_what_each_command_does_on_one_line() -> None:
    commands = songngu("--help", columns=80).out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(commands) == 17
    assert all(line[:3].strip() and line.endswith(".") and not line.endswith("...") for line in commands)
    assert "..." not in songngu("--help", columns=50).out.partition("Commands:\n")[2]
