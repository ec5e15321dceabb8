"""The wordings of every point, a file for each language."""
