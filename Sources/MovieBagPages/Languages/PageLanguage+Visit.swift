import MovieBag
import Web

/// Tests: PageVisitTests.swift
extension PageLanguage {
    /// That of the account, or the one that the browser wants most.
    init(of request: Request, _ member: Visit.Member?) {
        let wanted = request.acceptLanguage.flatMap(AcceptedLanguages.init)?.best(of: Self.allCases.map(\.rawValue))
        self =
            member?.profile.language.flatMap(Self.init(rawValue:)) ?? wanted.flatMap(Self.init(rawValue:)) ?? .english
    }
}
