/// The outcome of a request to a site.
///
/// Tests: SiteExaminationTests.swift
package enum SiteOutcome: Equatable, Sendable {
    case answer(SiteAnswer)
    case failure(SiteFailure)

    var answer: SiteAnswer? {
        if case .answer(let answer) = self { answer } else { nil }
    }
}

/// Why a site did not answer.
package enum SiteFailure: Error, Equatable, Sendable {
    case noProgram
    case unknownHost
    case refused
    case timedOut
    case badCertificate(String)
    case other(String)
}

extension SiteOutcome {
    /// What came, in a few words.
    var words: String {
        switch self {
        case .answer(let answer): "\(answer.status)" + (answer.error.map { " \($0)" } ?? "")
        case .failure(.timedOut): "no answer within 10 seconds"
        case .failure(.other(let reason)): reason
        case .failure: "no answer"
        }
    }
}
