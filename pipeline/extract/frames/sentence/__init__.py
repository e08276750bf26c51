"""Frames as one sentence tells them: what its triggers tell; day, place, toll and sides of each."""
