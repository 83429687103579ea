"""Projects made by program: what a new one holds (`skeleton`)."""
