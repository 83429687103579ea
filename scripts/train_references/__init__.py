"""Builds the model of reference fields from made-up references: `python -m train_references`."""
