"""Forgetting a person: found in every file of the store, taken out of it, and looked for afterwards."""
