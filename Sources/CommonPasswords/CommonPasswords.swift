/// Passwords that many people have, as data that the program holds (README.md says where they are from).
///
/// The compiler puts them into the program's data: reading them takes no file, no time at start and no memory of a process
/// that nothing asks for them.
///
/// Tests: PasswordListTests.swift
package enum CommonPasswords {
    /// 10,000 passwords in lower case, each with a line feed behind it, in the order of their bytes.
    package static var lines: [UInt8] { PackageResources.common_passwords_txt }
}
