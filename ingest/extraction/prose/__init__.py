"""Running text: titles, headings, owners, references, results and promises."""
