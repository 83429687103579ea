"""References: notes and bibliography items -> CSL-JSON and BibTeX."""
