"""The frozen nouns that every stage speaks; this package imports nothing of ours."""
