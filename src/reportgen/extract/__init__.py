"""Extraction: documents -> items that propose evidence, each with its span."""
