"""What the user sees, and in what order: the command line, the app and its screens."""
