"""The compile stage: generated files in, PDF bytes and diagnostics out."""

from reportgen.tex.engine import Engine, find_engine
from reportgen.tex.passes import Compilation, Pass, typeset
from reportgen.tex.tree import TexTree, assemble

__all__ = ["Compilation", "Engine", "Pass", "TexTree", "assemble", "find_engine", "typeset"]
