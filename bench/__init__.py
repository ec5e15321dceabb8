"""What the program costs, measured against programs that do less: `make bench`."""
