import SQLite

/// Tests: IdempotencyStoreTests.swift, UpgradeTests.swift
extension Migration {
    /// Requests that have a key, as codes, and what became of each: a response, or the name of what refused it.
    static let idempotencyKeys = Migration(
        number: 15, name: "responses to requests with an Idempotency-Key", kind: .additive,
        sql: """
            CREATE TABLE idempotency_keys (
                account BLOB NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                code BLOB NOT NULL UNIQUE CHECK (length(code) = 32),
                body BLOB NOT NULL CHECK (length(body) = 32),
                expires INTEGER NOT NULL,
                refusal TEXT,
                response BLOB,
                CHECK ((refusal IS NULL) <> (response IS NULL)),
                PRIMARY KEY (account, number)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX idempotency_keys_expires ON idempotency_keys (expires);
            """)
}
