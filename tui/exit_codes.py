"""The exit codes that shells know beside 0, 1 and 2."""

from __future__ import annotations

BY_SIGNAL = 128
"""What a shell adds to the number of the signal that ended a program."""
INTERRUPTED = BY_SIGNAL + 2
"""What a shell reports for a program that ctrl+c ended."""
READER_GONE = BY_SIGNAL + 13
"""What a shell reports for a program that wrote into a pipe whose reader had gone."""
