"""`Analysis` in, a document out; one file a format.

Formats are found by `reports.registry`, saved analyses read by `reports.document.load`.
"""
