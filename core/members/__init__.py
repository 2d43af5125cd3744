"""Members as a page shows them: who buys again, who is leaving, and the map of recency and frequency."""

from core.members.overview import FIGURES, MembersOverview, overview
from core.members.segments import cells, segments, shown_members

__all__ = ["FIGURES", "MembersOverview", "cells", "overview", "segments", "shown_members"]
