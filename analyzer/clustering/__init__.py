"""One file an algorithm: a canonical sorted-integer problem in, labels out."""
