"""What the figures of a document say of each other."""
