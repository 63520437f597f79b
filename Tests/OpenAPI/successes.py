"""Fails when an operation was tested and never succeeded.

Its arguments are the description, and the statuses that hooks.py has counted: {"get-movies": {"200": 7, "400": 9}}.
"""

import json
import sys

with open(sys.argv[1]) as document, open(sys.argv[2]) as counted:
    paths, statuses = json.load(document)["paths"], json.load(counted)
names = [operation["operationId"] for path in paths.values() for operation in path.values()]
requests = sum(sum(counts.values()) for counts in statuses.values())
print(f"{sum(name in statuses for name in names)} of {len(names)} operations tested with {requests} requests")
failed = [name for name in names if name in statuses and not any(status < "400" for status in statuses[name])]
for name in failed:
    print(f"{name} never succeeded: {statuses[name]}")
sys.exit(1 if failed or not requests else 0)
