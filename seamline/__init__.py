"""The launcher and the public door of seamline."""
