"""Slow things turned into signals."""
