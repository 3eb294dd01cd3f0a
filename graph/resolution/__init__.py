"""Which things of single documents are one node: by the keys they share, by what keeps them apart, by decisions."""
