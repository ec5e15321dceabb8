"""Bringing two files of the same store together: record by record, field by field, and nothing lost."""
