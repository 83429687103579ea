"""The compile stage: generated files in, PDF bytes and diagnostics out.

It gives nothing itself: what starts an engine early must not wait until everything else is loaded.
"""
