"""How fast documents are read, stored and asked about, beside what others make of the same."""
