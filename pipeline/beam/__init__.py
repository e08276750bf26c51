"""The flow as a Beam job. Apache Beam is imported here and nowhere else; no decision is taken here."""
