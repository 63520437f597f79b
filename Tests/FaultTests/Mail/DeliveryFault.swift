/// A way in which the mail program fails to take a mail.
enum DeliveryFault: String, CaseIterable, Sendable {
    case missing
    case notExecutable = "not executable"
    case killed
    /// Until its deadline.
    case hanging
    /// Before it has read the message.
    case closingItsInput = "closing its input"
    case refusingForNow = "exit status 75"

    /// Makes a program fail in this way.
    func strike(_ sendmail: FaultySendmail) throws {
        switch self {
        case .missing: try sendmail.remove()
        case .notExecutable: try sendmail.forbid()
        case .killed: try sendmail.behave(before: "kill -9 $$")
        case .hanging: try sendmail.behave(before: sendmail.untilLetGo)
        case .closingItsInput: try sendmail.behave(beforeAll: "exec <&-; exit 74")
        case .refusingForNow: try sendmail.behave(before: "exit 75")
        }
    }

    /// How long a run may take: no longer than needed where it takes all of that, and else what a service allows.
    var deadline: Duration { self == .hanging ? .seconds(1) : .seconds(60) }

    /// How the reason begins that is kept with the mail.
    func reason(_ sendmail: FaultySendmail) -> String {
        switch self {
        case .missing, .notExecutable: "\(sendmail.path) could not be run: "
        case .killed: "ended by signal 9"
        case .hanging: "not finished within 1.0 seconds"
        case .closingItsInput: "exit status 74"
        case .refusingForNow: "exit status 75"
        }
    }
}
