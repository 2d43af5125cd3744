"""Chance that is the same on every run: one stream for each name, so that a new one moves no other."""

from __future__ import annotations

import zlib

import numpy as np

from sample_data import plan


def chance(name: str) -> np.random.Generator:
    """The stream of random numbers of this name."""
    return np.random.Generator(np.random.PCG64([plan.SEED, zlib.crc32(name.encode())]))
