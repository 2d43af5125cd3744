"""One module per command; each declares a constant COMMAND."""
