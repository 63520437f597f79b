"""An SMTP server (RFC 5321) that keeps what it gets.

    smtp-sink.py DIRECTORY

It listens on a free port of 127.0.0.1 and writes its number to DIRECTORY/port. Each message becomes a file of the
directory mails, as it came but for the doubled dots, under three lines that are no part of it: From, To, and an empty
one. What stands in DIRECTORY/refusal, such as "450 later", is the answer to every recipient but those at example.org. While
there is DIRECTORY/authentication the server offers AUTH (RFC 4954), and what stands there, such as "454 later", is its answer.
"""

import os
import socketserver
import sys

directory = sys.argv[1]
mails = os.path.join(directory, "mails")


class Conversation(socketserver.StreamRequestHandler):
    timeout = 20

    def handle(self):
        sender = recipient = None
        self.say("220 sink.example.org")
        while line := self.rfile.readline(2000):
            verb, argument = line[:4].upper(), line.partition(b":")[2].split()
            if verb == b"EHLO" and self.text("authentication"):
                self.say("250-sink.example.org")
                self.say("250 AUTH PLAIN")
                continue
            elif verb == b"AUTH" and (answer := self.text("authentication")):
                self.say(answer)
                continue
            elif verb == b"MAIL":
                sender = argument[0].decode()
            elif verb == b"RCPT":
                recipient = argument[0].decode()
                refusal = self.refusal(recipient)
                if refusal:
                    self.say(refusal)
                    continue
            elif verb == b"DATA":
                self.say("354 go on")
                self.keep(sender, recipient, self.message())
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 well")

    def say(self, answer):
        self.wfile.write(answer.encode() + b"\r\n")

    def refusal(self, recipient):
        return None if recipient.endswith("@example.org>") else self.text("refusal")

    def text(self, name):
        try:
            with open(os.path.join(directory, name)) as file:
                return file.read().strip()
        except FileNotFoundError:
            return None

    def message(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                raise EOFError("a message without its end")
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def keep(self, sender, recipient, message):
        name = f"{len(os.listdir(mails)):04}"
        draft = os.path.join(directory, "draft." + name)
        with open(draft, "wb") as file:
            file.write(f"From {sender}\nTo {recipient}\n\n".encode() + message)
        # A message gets its name last, so that whoever sees it sees all of it.
        os.rename(draft, os.path.join(mails, name))


os.mkdir(mails)
with socketserver.TCPServer(("127.0.0.1", 0), Conversation) as server:
    with open(os.path.join(directory, "port.new"), "w") as file:
        file.write(str(server.server_address[1]))
    os.rename(os.path.join(directory, "port.new"), os.path.join(directory, "port"))
    server.serve_forever()
