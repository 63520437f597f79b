import CLibFuzzer
import Foundation
import FuzzSubjects
import Glibc

// libFuzzer's own main function would want its place in the program, which Swift's has.
let name = getenv("FUZZ_SUBJECT").map { String(cString: $0) } ?? ""
guard let subject = FuzzSubjects(rawValue: name) else {
    fatalError("FUZZ_SUBJECT is none of \(FuzzSubjects.allCases.map(\.rawValue))")
}
Examination.subject = try subject.make()
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(
    LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
        Examination.examine(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    })

/// What the function that C calls cannot capture.
private enum Examination {
    // Set once, before libFuzzer runs, which has one thread.
    nonisolated(unsafe) static var subject: (any FuzzSubject)?

    /// libFuzzer takes SIGABRT for a find.
    static func examine(_ input: [UInt8]) {
        do {
            try subject?.examine(input)
        } catch {
            // At once, and not when a buffer is full.
            try? FileHandle.standardError.write(contentsOf: Data("BROKEN: \(error)\n".utf8))
            abort()
        }
    }
}
