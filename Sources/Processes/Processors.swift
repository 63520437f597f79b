import Glibc

/// The processors of the machine.
///
/// Tests: ListenSettingsTests.swift
package enum Processors {
    /// Those that this process may run on, at least 1.
    package static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
