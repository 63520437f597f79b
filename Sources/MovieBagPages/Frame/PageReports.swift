import MovieBag
import Web

/// Takes note of what refuses requests for pages, for the audit and the log. Of one thread, as the storage.
///
/// Tests: LogInPageTests.swift, AdminSafetyTests.swift
package struct PageReports {
    /// Told of a limit that a form shows.
    let limit: (_ limit: LimitReached, _ request: Request) -> Void
    /// Told of an account that a page is not for.
    let refusal: (_ account: AccountID, _ request: Request) -> Void

    package init(
        limit: @escaping (LimitReached, Request) -> Void, refusal: @escaping (AccountID, Request) -> Void
    ) {
        self.limit = limit
        self.refusal = refusal
    }
}
