/// The outcome of a request to a site.
///
/// Tests: SiteExaminationTests.swift
package enum SiteOutcome: Equatable, Sendable {
    case response(SiteResponse)
    case failure(SiteFailure)

    var response: SiteResponse? {
        if case .response(let response) = self { response } else { nil }
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
        case .response(let response): "\(response.status)" + (response.error.map { " \($0)" } ?? "")
        case .failure(.timedOut): "no response within 10 seconds"
        case .failure(.other(let reason)): reason
        case .failure: "no response"
        }
    }
}
