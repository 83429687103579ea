"""Many briefings of one project: a file of parameters in, one finished PDF for each of its rows out."""

from reportgen.batch.executors import LOCAL, is_executor
from reportgen.batch.run import Wanted, run_batch
from reportgen.batch.summary import Batch, State, with_names

__all__ = ["LOCAL", "Batch", "State", "Wanted", "is_executor", "run_batch", "with_names"]
