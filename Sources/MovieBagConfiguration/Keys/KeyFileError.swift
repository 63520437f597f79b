/// Everything that is wrong with a file of keys, a sentence each that names the file; no part of a key stands in it.
///
/// Tests: KeyFileTests.swift
package struct KeyFileError: Error, Equatable {
    package let problems: [String]

    package init(problems: [String]) {
        self.problems = problems
    }
}

extension KeyFileError: CustomStringConvertible {
    package var description: String { problems.joined(separator: "; ") }
}
