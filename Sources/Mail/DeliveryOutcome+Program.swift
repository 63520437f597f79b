import Subprocess

/// Tests: SendmailTests.swift
extension DeliveryOutcome {
    /// Judges how a sendmail program ended, by the statuses of `sysexits.h` that sendmail, Postfix and Exim use.
    ///
    /// A status without an agreed meaning counts as temporary, like a signal: sending a mail again does
    /// less harm than losing it, and the number of attempts shows in the log.
    ///
    /// - Parameter complaint: what the program said, already fit to be logged; may be empty.
    init(_ status: TerminationStatus, complaint: String) {
        switch status {
        case .exited(0):
            self = .delivered
        case .exited(let code) where Self.permanentStatuses.contains(code):
            self = .permanentFailure(
                reason: Self.reason("exit status \(code)", complaint), exitStatus: Int(code))
        case .exited(let code):
            self = .temporaryFailure(
                reason: Self.reason("exit status \(code)", complaint), exitStatus: Int(code))
        case .signaled(let number):
            self = .temporaryFailure(reason: Self.reason("ended by signal \(number)", complaint))
        }
    }

    /// EX_USAGE, EX_DATAERR and EX_NOUSER are about this mail: the program will say the same tomorrow. EX_NOHOST (no DNS
    /// for a moment), EX_NOPERM (AUTH refused with 454) and EX_CONFIG (not set up yet) are about the host and pass.
    private static let permanentStatuses: Set<CInt> = [64, 65, 67]

    private static func reason(_ ending: String, _ complaint: String) -> String {
        complaint.isEmpty ? ending : "\(ending): \(complaint)"
    }
}
