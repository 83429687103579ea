"""Reviewing what was extracted: proposed records and their passages in, decisions of a person out, saved one by one."""
