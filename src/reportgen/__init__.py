"""reportgen: documents in, a formal briefing PDF out, every fact led back to its passage."""

__version__ = "0.1.0"
