"""Kernels compiled to machine code: one series in, every candidate at every rolling origin out.

Nothing outside `models.forecasting` imports this package: it loads numba, which the serving process must
never do. `python -m models.forecasting.compile` compiles the kernels ahead of time.
"""
