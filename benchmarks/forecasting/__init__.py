"""Forecast benchmarks: our panel engine against statsforecast and statsmodels, on equal terms.

python -m benchmarks.forecasting DATA_FOLDER               every panel, every method
python -m benchmarks.forecasting.calibration DATA_FOLDER   how often quantiles hold, origin by origin
"""
