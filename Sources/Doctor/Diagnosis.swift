/// All findings, as the doctor prints them.
///
/// Tests: FindingTests.swift
package struct Diagnosis {
    package private(set) var findings: [Finding] = []

    package init() {}

    /// Adds what a check has found.
    package mutating func add(_ findings: [Finding]) {
        self.findings += findings
    }

    package var hasProblems: Bool { count(.problem) > 0 }

    /// The last line: "2 problems, 1 warning".
    package var summary: String {
        func text(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        let problems = hasProblems ? text(count(.problem), "problem") : "no problems"
        let warnings = count(.warning) > 0 ? ", " + text(count(.warning), "warning") : ""
        return problems + warnings
    }

    private func count(_ grade: Finding.Grade) -> Int {
        findings.count { $0.grade == grade }
    }
}
