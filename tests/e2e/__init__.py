"""Tests of the program as a person starts it."""
