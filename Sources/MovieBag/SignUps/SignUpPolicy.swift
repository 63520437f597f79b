/// Who may sign up, and what a sign-up needs: MOVIE_BAG_SIGNUP, MOVIE_BAG_REQUIRE_VERIFIED_EMAIL, MOVIE_BAG_HIDE_ACCOUNTS.
///
/// Tests: InvitedSignUpTests.swift, HiddenAccountTests.swift
package struct SignUpPolicy: Sendable, Equatable {
    /// Who may sign up. An invitation is good in each.
    package enum Mode: String, CaseIterable, Sendable {
        case open
        /// Only who has an invitation, and the site says so.
        case invitation
        /// The same, and the site does not mention invitations.
        case closed
    }

    package let mode: Mode
    /// Whether an address must be proved before its account can be used.
    package let requiresProof: Bool
    /// Whether no response tells which addresses have accounts. Then ``requiresProof`` too.
    package let hidesAccounts: Bool

    package init(_ mode: Mode = .open, requiresProof: Bool = false, hidesAccounts: Bool = false) {
        self.mode = mode
        self.requiresProof = requiresProof || hidesAccounts
        self.hidesAccounts = hidesAccounts
    }

    /// - Throws: ``SignUpError/closed`` or ``SignUpError/invitationRequired`` where a sign-up without an invitation is refused.
    package func requireOpen() throws(SignUpError) {
        switch mode {
        case .open: return
        case .invitation: throw .invitationRequired
        case .closed: throw .closed
        }
    }
}

/// Why a sign-up is refused.
package enum SignUpError: Error, Equatable {
    case closed
    case invitationRequired
    /// It is forged, expired, used, taken back, or for another address.
    case badInvitation
}
