"""Exchange with the outside: what is read from mails and files, and written to them."""
