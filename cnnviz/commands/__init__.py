"""The verbs of the command line that compute: each module does one, and may import all it needs."""
