"""What each command of the command line does, a module each; every one returns its exit code."""
