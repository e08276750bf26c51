"""Which frames are news of an incident, and how sure that is."""
