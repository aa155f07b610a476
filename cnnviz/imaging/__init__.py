"""Turns arrays into pictures: colour scales, palettes, mosaics. numpy only."""
