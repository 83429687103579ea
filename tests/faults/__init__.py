"""Single faults and harmless variations, put into a copy of this repository's own report: what is said of each?

`make faults` runs them all; `test_faults.py` a share of them with every run of the tests.
"""
