"""Trains networks, headless."""
