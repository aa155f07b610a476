"""One module a panel: each knows the domain and follows the session."""
