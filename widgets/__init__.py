"""Drawn parts that know the models but neither the store nor the app."""
