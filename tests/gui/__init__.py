"""Tests of what is on screen, with real events and no screen."""
