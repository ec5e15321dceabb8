"""What leaves in the age format: locked with a passphrase or to keys, and opened again."""
