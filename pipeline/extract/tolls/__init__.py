"""How many were killed, hurt, missing or taken, and who says so."""
