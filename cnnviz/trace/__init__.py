"""Turns a model and an input into a Trace, a frozen record of one pass."""
