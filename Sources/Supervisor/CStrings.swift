import Cryptography
import Glibc
import Memory

/// Texts as C wants an argument vector.
///
/// Tests: SupervisorTests.swift
enum CStrings {
    /// - Parameter secret: a variable that is put after them, and overwritten in the end.
    static func with<Result>(
        _ strings: [String], and secret: WorkerLauncher.SecretVariable? = nil,
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = strings.map { strdup($0) } + (secret.map { [variable($0)] } ?? [])
        defer {
            if secret != nil, let variable = pointers.last.flatMap(\.self) {
                Memory.cleanse(UnsafeMutableRawBufferPointer(start: variable, count: strlen(variable)))
            }
            pointers.forEach { free($0) }
        }
        return body(pointers + [nil])
    }

    /// `NAME=…`, made without a text of it.
    private static func variable(_ secret: WorkerLauncher.SecretVariable) -> UnsafeMutablePointer<CChar>? {
        let name = "\(secret.name)="
        let length = name.utf8.count
        guard let text = calloc(length + secret.value.count + 1, 1) else { return nil }
        UnsafeMutableRawBufferPointer(start: text, count: length).copyBytes(from: name.utf8)
        secret.value.withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: text + length, count: $0.count).copyMemory(from: $0)
        }
        return text.assumingMemoryBound(to: CChar.self)
    }
}
