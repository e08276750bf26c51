"""The words that tell an incident, their sense, their type and their status."""
