"""Handing a note over: files, mail messages, the clipboard."""
