"""cnnviz: a desktop lab in which a person sees a convolutional network work."""

__version__ = "0.1.0"
