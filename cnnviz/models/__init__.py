"""The networks that are looked at: architectures, their registry, their weights."""
