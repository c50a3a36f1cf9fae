"""What the ORMs share whose classes are tables and whose instances are rows (active record).

A framework of that kind derives from `framework.RecordFramework`, says in `discover` which classes
are records and how they relate, and lists what the methods of classes, queries and rows do.
"""
