"""From documents to facts: readers, layout, extraction, linking, and the pipeline that runs them."""
