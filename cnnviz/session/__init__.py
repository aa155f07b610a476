"""The window's state: what is open, where every view looks, what the person chose."""
