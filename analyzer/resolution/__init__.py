"""All facts in, one `Program` out: modules, symbols, and the values that names can hold."""
