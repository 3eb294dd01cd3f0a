"""From raw text to lines, sections, blocks and tables, each with its place in the raw text."""
