"""Coming back: when to write again and why, what there is to do, and which doors have opened."""
