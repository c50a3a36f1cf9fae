"""What runs inside of a measured project's environment: the standard library is all it may need.

The harness copies this package there under the name `seamline_accuracy`, so that nothing else of
seamline can come between the project and its own imports.
"""
