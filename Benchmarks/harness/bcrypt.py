"""The password of the benchmark's account as the scripting languages keep it."""

# bcrypt of database.PASSWORD at cost 12. It protects nothing, so it need not be made anew every time.
BCRYPT_HASH = "$2b$12$nCYguugqOJD5La6GeJvZzuhoXHMiBNFKQ5qlMcijJRONFfy3/tVF."
