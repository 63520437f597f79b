import Mail
import MovieBag
import SQLite

/// Tests: SignUpStoreTests.swift
extension SQLiteStore: SignUpStore {
    func begin(_ request: ClaimRequest, within limits: Limits) throws -> BegunClaim {
        try write { connection in
            if limits.countLinks { try connection.requireRoom(for: request.counted, within: limits) }
            // As for a decoy, pages are kept for a way back.
            if request.decoy != nil { try connection.run("SAVEPOINT claim") }
            let begun = try connection.begin(request, within: limits)
            if request.decoy != nil { try connection.run("RELEASE claim") }
            if begun != .made, let decoy = request.decoy {
                try connection.imitate(decoy, within: limits, isMailed: begun != .told)
            }
            if limits.countLinks { try connection.count(request.counted, madeLink: begun.isMailed) }
            return begun
        }
    }

    func emailAddress(of claim: ClaimID) throws -> EmailAddress? {
        try read { connection in
            try connection.query("SELECT email FROM claims WHERE id = ?1", .blob(claim.bytes)) { row in
                try row.step() ? try row.emailAddress(0) : nil
            }
        }
    }

    func prove(_ proof: AddressProof) throws -> AccountID {
        try write { connection in
            // The request that deletes the row has the token; every other one finds it gone.
            try connection.run(
                """
                DELETE FROM links
                WHERE fingerprint = ?1 AND purpose = 'verify' AND claim = ?2 AND expires > ?3 AND repetitions IS NULL
                """,
                .blob(proof.fingerprint.bytes), .blob(proof.claim.bytes), .integer(proof.time.seconds))
            guard connection.changes == 1, let claim = try connection.claim(proof.claim) else {
                throw TokenError.invalid
            }
            if claim.invitation == nil, try connection.holder(of: claim.email) == nil {
                try proof.policy.requireOpen()
            }
            do {
                let account = try connection.settle(
                    Account(
                        id: proof.account, email: claim.email, password: proof.password, name: claim.name,
                        role: claim.role, isVerified: true))
                // Behind it, as the claims by an invitation go with it.
                if let invitation = claim.invitation { _ = try connection.remove(invitation) }
                // After the password, as a trigger forgets what set an earlier one.
                try connection.keepRepetitions(of: proof.fingerprint, for: .verify, by: account, at: proof.time)
                try connection.record(proof.entry.about(account))
                return account
            } catch AccountError.emailTaken {
                throw TokenError.invalid
            }
        }
    }
}
