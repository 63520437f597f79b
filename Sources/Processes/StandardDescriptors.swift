import Glibc

/// Standard input, output and error.
///
/// Tests: LogFileTests.swift
package enum StandardDescriptors {
    /// Opens those that the program was started without (`2>&-`) on /dev/null.
    ///
    /// Otherwise the next file or connection that is opened gets the number of standard error, and every line of the log.
    /// To be called first of all.
    package static func openMissing() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            // open(2) takes the lowest free number, which is this one, as the lower ones are taken.
            _ = open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY)
        }
    }
}
