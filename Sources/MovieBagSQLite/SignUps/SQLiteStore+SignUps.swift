import Mail
import MovieBag
import SQLite

/// Tests: SignUpStoreTests.swift
extension SQLiteStore: SignUpStore {
    func begin(_ request: ProofRequest, within limits: Limits) throws -> BegunProof {
        try write { connection in
            if limits.countLinks { try connection.requireRoom(for: request.counted, within: limits) }
            let begun = try connection.makingLink(or: request.decoy, within: limits) {
                let begun = try connection.begin(request, within: limits)
                return (begun, begun == .made, begun.isMailed)
            }
            if limits.countLinks { try connection.count(request.counted, madeLink: begun.isMailed) }
            try connection.record(request.entry)
            return begun
        }
    }

    func emailAddress(of signUp: PendingSignUpID) throws -> EmailAddress? {
        try read { try $0.emailAddress(of: signUp) }
    }

    func prove(_ proof: AddressProof) throws -> AccountID {
        try write { connection in
            // The request that deletes the row has the token; every other one finds it gone.
            guard let wish = try connection.useLink(proof.fingerprint, of: proof.signUp, at: proof.time),
                let email = try connection.emailAddress(of: proof.signUp)
            else { throw TokenError.invalid }
            // An invitation that was taken back or used meanwhile took its links along; one that has expired did not.
            let role = try wish.invitation.flatMap { try connection.role(of: $0) }
            if role == nil, try connection.holder(of: email) == nil { try proof.policy.requireOpen() }
            do {
                let account = try connection.settle(
                    Account(
                        id: proof.account, email: email, password: proof.password, name: wish.name,
                        role: role ?? .member, isVerified: true))
                if let invitation = wish.invitation { _ = try connection.remove(invitation) }
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
