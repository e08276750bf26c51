"""What a commit changes, promises and makes; what a killed one left is undone."""
