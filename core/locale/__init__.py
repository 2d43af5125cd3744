"""The catalogues of sentences: the template and its translations."""
