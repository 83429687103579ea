"""`make validate`: hold the built briefing against standards, against its own source, and against readers' programs.

What is said here is measured on the files that people get, by programs that had no part in making them.
"""
