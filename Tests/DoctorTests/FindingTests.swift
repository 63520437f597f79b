import Testing

@testable import Doctor

@Suite struct FindingTests {
    @Test func theRemedyStandsIndentedBelow() {
        #expect("\(Finding.ok("well"))" == "ok      well")
        #expect("\(Finding.skipped("dark"))" == "skipped dark")
        #expect("\(Finding.warning("odd", fix: "do this"))" == "warning odd\n        do this")
        #expect("\(Finding.problem("bad", fix: "do this:\nrm x"))" == "problem bad\n        do this:\n        rm x")
    }

    @Test func whatASiteSaysCannotTalkToTheTerminal() {
        let said = "a\u{1b}[31mb\u{7}c\rd\u{9b}e"
        #expect("\(Finding.problem(said, fix: said))" == "problem a?[31mb?c?d?e\n        a?[31mb?c?d?e")
    }

    @Test(
        arguments: [
            ([], "no problems", false), ([.ok("")], "no problems", false),
            ([.warning("", fix: "")], "no problems, 1 warning", false),
            ([.problem("", fix: ""), .skipped("")], "1 problem", true),
            ([.problem("", fix: ""), .problem("", fix: ""), .warning("", fix: "")], "2 problems, 1 warning", true),
        ] as [([Finding], String, Bool)])
    func theSummaryCounts(findings: [Finding], summary: String, hasProblems: Bool) {
        var diagnosis = Diagnosis()
        diagnosis.add(findings)
        #expect(diagnosis.summary == summary)
        #expect(diagnosis.hasProblems == hasProblems)
    }
}
