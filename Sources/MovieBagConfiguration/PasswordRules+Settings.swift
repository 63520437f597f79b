import Cryptography
import MovieBag

/// Tests: PasswordRulesTests.swift
extension PasswordRules {
    /// Reads the settings of new passwords, with the files that they name.
    init(_ reader: inout SettingsReader) {
        self.init()
        minimum = reader.number(.minimumPassword)
        list = reader.value(.passwordList) { path in
            do {
                return try PasswordList(parsing: FileContents(path: path).bytes)
            } catch {
                throw NamedFileError(path: path, error: error)
            }
        }
        breached = reader.value(.breachedPasswords) { path in
            do {
                return try SortedHashFile(path: path)
            } catch {
                throw NamedFileError(path: path, error: error)
            }
        }
    }
}

/// What is wrong with the file that a setting names.
private struct NamedFileError: Error, CustomStringConvertible {
    let path: String
    let error: any Error

    var description: String { "\(path) \(error is SystemError ? "cannot be read: " : "")\(error)" }
}
