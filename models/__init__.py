"""Formulas of the decision desk: arrays and numbers in, arrays and numbers out.

Nothing here knows a column name, a file, a database, a screen, a clock or hidden randomness.
"""
