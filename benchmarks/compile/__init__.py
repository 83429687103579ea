"""Benchmark of the compile stage: reportgen beside other ways from text to PDF, on the same content, in one run."""
