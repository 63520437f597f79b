"""The parts of bench.py, one idea a file."""
