"""Everything that has no screen: models, store, notes, exchange with the outside."""
