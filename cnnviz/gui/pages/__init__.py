"""One module a page: each arranges views."""
