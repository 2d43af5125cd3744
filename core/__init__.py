"""Everything that knows tables, and nothing that knows screens."""
