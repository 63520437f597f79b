import Glibc
import Memory
import Threads

/// crypt_r(3) of libcrypt, which is loaded when it is needed first: most sites have no hash that needs it, and the program
/// starts where there is no such library. Shared by all threads.
package final class CryptLibrary: Sendable {
    /// The names that the library has: of Debian and Ubuntu, and of Fedora and others, which have left old functions out.
    package static let names = ["libcrypt.so.1", "libcrypt.so.2"]

    private typealias Function =
        @convention(c) (
            _ phrase: UnsafePointer<CChar>, _ setting: UnsafePointer<CChar>, _ data: UnsafeMutableRawPointer
        ) -> UnsafeMutablePointer<CChar>?

    private let names: [String]
    private let report: @Sendable (CryptError) -> Void
    private let loaded = Monitor<Result<Function, CryptError>?>(nil)

    /// - Parameter report: told once when there is no library that will do.
    package init(names: [String] = CryptLibrary.names, report: @escaping @Sendable (CryptError) -> Void = { _ in }) {
        self.names = names
        self.report = report
    }

    /// Why no bcrypt hash can be checked; `nil` when it can.
    package var failure: CryptError? {
        switch function {
        case .success: nil
        case .failure(let error): error
        }
    }

    /// What crypt_r(3) makes of a password and a setting, which may be a whole hash.
    ///
    /// - Parameters:
    ///   - phrase: at most 511 bytes; it ends at the first NUL.
    ///   - setting: that of a function that the library has.
    /// - Throws: ``CryptError``.
    func hash(_ phrase: ArraySlice<UInt8>, setting: String) throws(CryptError) -> [UInt8] {
        guard let hash = Self.hash(phrase, setting, by: try function.get()) else {
            throw .failed(String(cString: strerror(errno)))
        }
        return hash
    }

    private var function: Result<Function, CryptError> {
        let (function, isNew) = loaded.withLock { loaded in
            if let loaded { return (loaded, false) }
            let new = Self.load(names)
            loaded = new
            return (new, true)
        }
        if isNew, case .failure(let error) = function { report(error) }
        return function
    }

    /// Finds the first library that is there. It stays loaded for as long as the process lives.
    private static func load(_ names: [String]) -> Result<Function, CryptError> {
        guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first else {
            return .failure(.missing(names))
        }
        guard let symbol = dlsym(library, "crypt_r") else { return .failure(.unfit) }
        let function = unsafeBitCast(symbol, to: Function.self)
        // That of glibc before 2.28 has crypt_r and no bcrypt; a distribution may leave out any of the three.
        let hasBcrypt = tries.allSatisfy { setting in
            hash(Array("x".utf8)[...], setting, by: function) == Array(setting.utf8)
        }
        return hasBcrypt ? .success(function) : .failure(.unfit)
    }

    /// Hashes of the password `x` at the least cost, a millisecond each.
    private static let tries = ["a", "b", "y"].map {
        "$2\($0)$04$abcdefghijklmnopqrstuuPp7HPfoAs8I2dCQCQ/fW7zEJv8I8C8e"
    }

    /// `nil` when the library made none.
    private static func hash(_ phrase: ArraySlice<UInt8>, _ setting: String, by function: Function) -> [UInt8]? {
        // A password must not be left behind in memory that is freed.
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: phrase.count + 1, alignment: 1)
        let data = UnsafeMutableRawBufferPointer.allocate(byteCount: dataSize, alignment: 16)
        defer {
            for buffer in [copy, data] {
                Memory.cleanse(buffer)
                buffer.deallocate()
            }
        }
        copy.copyBytes(from: phrase)
        copy[phrase.count] = 0
        // Its member `initialized` must be zero.
        data.initializeMemory(as: UInt8.self, repeating: 0)
        guard let phrase = copy.baseAddress, let scratch = data.baseAddress else { return nil }
        let result = function(phrase.assumingMemoryBound(to: CChar.self), setting, scratch)
        // An error is NULL, or a text that begins with an asterisk.
        guard let result, result.pointee != CChar(UInt8(ascii: "*")) else { return nil }
        return Array(UnsafeRawBufferPointer(start: result, count: strlen(result)))
    }

    /// More than `struct crypt_data` has: 32,768 bytes in libxcrypt, 131,232 in glibc before 2.38.
    private static let dataSize = 132 << 10
}

/// Why hashes cannot be checked with libcrypt.
package enum CryptError: Error, Equatable, CustomStringConvertible {
    /// There is no library of these names.
    case missing([String])
    /// The library that is there has no bcrypt.
    case unfit
    /// It hashed before, and does not now; why.
    case failed(String)

    package var description: String {
        switch self {
        case .missing(let names): "there is no \(names.joined(separator: " or "))"
        case .unfit: "the libcrypt that is installed has no bcrypt"
        case .failed(let reason): "crypt_r failed: \(reason)"
        }
    }
}
