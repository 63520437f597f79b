import Cryptography
import FoundationEssentials
import Glibc
import Memory

/// What the process was started with and on.
///
/// Tests: EndToEndTests/Secrets/MemoryTests.swift
package enum ProcessEnvironment {
    /// The environment variables, without MOVIE_BAG_JWT_SECRET.
    package static var variables: [String: String] {
        _ = secret
        return ProcessInfo.processInfo.environment.filter { $0.key != SettingName.secret.rawValue }
    }

    /// MOVIE_BAG_JWT_SECRET, if it was among them. It is taken out of the environment at the first look, so that it is in
    /// one place only.
    package static let secret: SecretBytes? = {
        // Nothing sets variables in this program, so the address stays good; environ(7).
        guard let value = getenv(SettingName.secret.rawValue) else { return nil }
        let bytes = UnsafeMutableRawBufferPointer(start: value, count: strlen(value))
        defer { Memory.cleanse(bytes) }
        return SecretBytes(copying: UnsafeRawBufferPointer(bytes))
    }()
}
