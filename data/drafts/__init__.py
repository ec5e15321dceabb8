"""Drafts: what is typed and not kept yet; on the disk within seconds, and given back at the next start."""
