import Mail
import MovieBag
import Threads

/// Answers each message with one outcome and keeps the messages.
final class RecordingTransport: MailTransport, Sendable {
    let outcome: DeliveryOutcome
    let messages = Monitor<[String]>([])

    init(_ outcome: DeliveryOutcome) {
        self.outcome = outcome
    }

    func deliver(_ message: Message) async -> DeliveryOutcome {
        messages.withLock { $0.append(message.text) }
        return outcome
    }
}
