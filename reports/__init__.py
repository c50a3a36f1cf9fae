"""`Analysis` in, a document out; one file a format."""
