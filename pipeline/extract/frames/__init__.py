"""What an article says of one incident: frames, how they are gathered, and which are kept."""
