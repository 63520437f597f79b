"""Reads a file of smtp-sink.py with Python's email package and prints what it understood, as JSON."""

import email
import email.policy
import json
import sys

with open(sys.argv[1], "rb") as file:
    envelope, message = file.read().split(b"\n\n", 1)
sender, recipient = envelope.decode().split("\n")
parsed = email.message_from_bytes(message, policy=email.policy.default)
print(
    json.dumps(
        {
            "sender": sender.removeprefix("From "),
            "recipient": recipient.removeprefix("To "),
            "defects": [str(defect) for part in parsed.walk() for defect in part.defects],
            "headers": {name.lower(): str(value) for name, value in parsed.items()},
            "types": [part.get_content_type() for part in parsed.walk()],
            # Lines end in CRLF on the way (RFC 5321, section 2.3.8).
            "texts": [
                part.get_payload(decode=True).decode("utf-8").replace("\r\n", "\n")
                for part in parsed.walk()
                if not part.is_multipart()
            ],
        }
    )
)
