"""The reviewed records: data files in, checked `Record`s with their evidence out."""

from reportgen.records.read import load_records
from reportgen.records.record import Claim, Record, Records
from reportgen.records.schema import SCHEMAS

__all__ = ["SCHEMAS", "Claim", "Record", "Records", "load_records"]
