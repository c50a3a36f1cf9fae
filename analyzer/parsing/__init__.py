"""One file's bytes in, `FileFacts` out; the only room that knows libcst."""
