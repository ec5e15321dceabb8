"""What is asked in the same way from several screens: a dialog or two, and what is kept of the answers."""
