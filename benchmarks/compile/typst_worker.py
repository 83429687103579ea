"""A warm compiler of Typst: run by the peers' Python, one line in is one compilation, one line out its end."""

import sys

import typst  # type: ignore[import-not-found]


def main() -> None:
    """Compile `main.typ` in this folder once a line."""
    compiler = typst.Compiler("main.typ", font_paths=["fonts"])
    for _ in sys.stdin:
        compiler.compile(output="main.pdf")
        print("done", flush=True)


if __name__ == "__main__":
    main()
