"""Text in, text out: reading, normalising, cleaning, segmenting, and the dataset's shape on disk."""
