import Glibc
import TestSite
import Testing

extension EndToEndTests {
    /// What the programs of a test get from the process of the tests.
    @EndToEnd
    @Suite struct InheritanceTests {
        /// Other tests have thousands of descriptors open at the same time; one of theirs in a service would look like a
        /// leak of the service.
        @Test(arguments: [3, 511, 512, 900] as [Int32])
        func aProgramHasNoDescriptorOfTheTests(atLeast lowest: Int32) throws {
            let descriptor = fcntl(STDIN_FILENO, F_DUPFD, lowest)
            try #require(descriptor >= lowest)
            defer { close(descriptor) }
            let look = try FinishedProgram(["test", "-e", "/proc/self/fd/\(descriptor)"])
            #expect(look.ending == .status(1))
            #expect(Files.link("/proc/self/fd/\(descriptor)") != nil, "it is open here")
        }
    }
}
