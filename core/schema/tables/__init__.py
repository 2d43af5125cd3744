"""Every table of what people hand in, grouped by subject."""
