"""The made-up example that `--demo` opens: a year of applications, each told in a file of its own."""

from __future__ import annotations

from .fill import fill_demo

__all__ = ["fill_demo"]
