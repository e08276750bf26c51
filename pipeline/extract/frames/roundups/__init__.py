"""Round-ups: sums over several deeds, and each of the deeds that they add up."""
