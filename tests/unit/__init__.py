"""Tests that need no QApplication."""
