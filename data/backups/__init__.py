"""Whole copies of the store, in a folder of their own beside it: made, thinned, looked at, gone back to."""
