"""One module a network: its JSON or XML in, posts out."""
