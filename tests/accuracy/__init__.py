"""How true seamline is: real projects are asked themselves, and compared with what it found.

`make accuracy` runs it and writes docs/accuracy.md; plain pytest runs the harness's own tests only.
"""
