"""Run another program's extraction, in an environment of its own: JSON on standard input, JSON out.

Input: `{"task": "quantities" | "references", "texts": [...]}`. Output: `{"seconds": s, "version": v, "results": [...]}`,
one result a text. The time is that of the calls alone; loading and a first call on other words come before it.
Needs the packages of requirements/peers.txt, not reportgen's.
"""

import json
import sys
import time
import warnings
from importlib.metadata import version


def quantities(texts):
    """What quantulum3 finds: start, end, value, range, unit by its own name."""
    from quantulum3 import parser

    parser.parse("It weighs 3 kg.")
    started = time.perf_counter()
    found = [parser.parse(text) for text in texts]
    seconds = time.perf_counter() - started
    results = [
        [
            {
                "start": q.span[0],
                "end": q.span[1],
                "value": q.value,
                "uncertainty": q.uncertainty,
                "unit": q.unit.name,
                "entity": q.unit.entity.name,
            }
            for q in each
        ]
        for each in found
    ]
    return seconds, "quantulum3", results


def references(texts):
    """What refextract finds: its own fields."""
    from refextract import extract_references_from_string as extract

    extract("[1] A. Smith, Nature 12 (1999) 3")
    started = time.perf_counter()
    found = [extract(text) for text in texts]
    return time.perf_counter() - started, "refextract", [each[0] if each else {} for each in found]


def main():
    """Do one task."""
    warnings.simplefilter("ignore")
    job = json.load(sys.stdin)
    seconds, name, results = {"quantities": quantities, "references": references}[job["task"]](job["texts"])
    json.dump({"seconds": seconds, "version": f"{name} {version(name)}", "results": results}, sys.stdout)


if __name__ == "__main__":
    main()
