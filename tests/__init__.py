"""Tests: unit (no window), gui (offscreen), e2e (a real screen), benchmarks."""
