import Cryptography
import Glibc
import TestFiles
import Testing

import MovieBag
@testable import MovieBagConfiguration

/// Where the secret that signs tokens comes from, and who may read it.
@Suite struct TokenSecretTests: SettingsSuite {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// ASVS 13.3.1
    @Test func theSecretIsMadeOnceAndKept() async throws {
        let first = try await settings([:]).secret.ring.oldest.bytes.withUnsafeBytes { Array($0) }
        let second = try await settings([:]).secret.ring.oldest.bytes.withUnsafeBytes { Array($0) }
        #expect(first == second)
        #expect(first.count == 43)
        var status = stat()
        #expect(stat(directory["test.db.secret"], &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(directory.names == ["test.db.secret"])
    }

    @Test func twoSecretsAreOneTooMany() async throws {
        let secret = String(repeating: "x", count: 32)
        let file = try directory.write(secret, to: "secret")
        let problems = try await problems(["MOVIE_BAG_JWT_SECRET": secret, "MOVIE_BAG_JWT_SECRET_FILE": file])
        #expect(problems.count == 1)
    }

    /// ASVS 13.3.1
    @Test(arguments: [(31, false), (32, true)])
    func theSecretHasAtLeast32Bytes(count: Int, isAccepted: Bool) async throws {
        let secret = String(repeating: "x", count: count)
        #expect(try await problems(["MOVIE_BAG_JWT_SECRET": secret]).isEmpty == isAccepted)
        let file = try directory.write(secret + "\n", to: "secret")
        #expect(try await problems(["MOVIE_BAG_JWT_SECRET_FILE": file]).isEmpty == isAccepted)
    }

    @Test func oneNewlineAtTheEndOfTheFileIsNoPartOfTheSecret() async throws {
        let file = try directory.write(String(repeating: "x", count: 32) + "\n\n", to: "secret")
        let secret = try await settings(["MOVIE_BAG_JWT_SECRET_FILE": file]).secret
        #expect(secret.ring.oldest.bytes.count == 33)
    }

    /// Its group may read it, as in Debian's package, and others may do nothing.
    /// ASVS 13.3.1
    @Test(arguments: [
        (0o600, true), (0o400, true), (0o640, true), (0o440, true), (0o644, false), (0o604, false), (0o660, false),
        (0o620, false), (0o650, false), (0o602, false), (0o601, false), (0o666, false),
    ])
    func aSecretThatIsOpenToOthersIsRefused(mode: mode_t, isAccepted: Bool) async throws {
        let secret = String(repeating: "x", count: 32)
        let path = try directory.write(secret, to: "secret")
        chmod(path, mode)
        let ofFile = try await problems(["MOVIE_BAG_JWT_SECRET_FILE": path])
        #expect(ofFile.count == (isAccepted ? 0 : 1), "\(ofFile)")
        let settingsFile = try directory.write("MOVIE_BAG_JWT_SECRET=\(secret)\n", to: "env")
        chmod(settingsFile, mode)
        let ofSettings = try await problems([:], envFile: settingsFile)
        #expect(ofSettings.count == (isAccepted ? 0 : 1), "\(ofSettings)")
        for (problem, name) in [(ofFile.first, path), (ofSettings.first, settingsFile)] {
            guard let problem else { continue }
            #expect(problem.contains(name) && problem.contains("chmod 6") && !problem.contains(secret))
            #expect(problem.contains("mode 0\(String(mode, radix: 8))"))
        }
    }

    @Test func aFileWithoutTheSecretMayBeReadByAll() async throws {
        let path = try directory.write("MOVIE_BAG_PAGE_SIZE=7\nMOVIE_BAG_JWT_SECRET=\n", to: "env")
        chmod(path, 0o644)
        #expect(try await settings([:], envFile: path).pageSize == 7)
    }

    @Test func aSecretInTheEnvironmentIsWarnedOf() async throws {
        let secret = String(repeating: "x", count: 32)
        let inEnvironment = try await settings(["MOVIE_BAG_JWT_SECRET": secret]).secret
        #expect(inEnvironment.warning?.contains("MOVIE_BAG_JWT_SECRET_FILE") == true)
        #expect(
            try await settings(["MOVIE_BAG_JWT_SECRET_FILE": try directory.write(secret, to: "key")]).secret.warning
                == nil)
        let settingsFile = try directory.write("MOVIE_BAG_JWT_SECRET = \(secret) \n", to: "env")
        let inFile = try await settings([:], envFile: settingsFile).secret
        #expect(inFile.warning == nil)
        #expect(inFile.ring.oldest.bytes.withUnsafeBytes { Array($0) } == Array(secret.utf8))
        #expect(try await settings([:]).secret.warning == nil)
    }

    @Test func aFailedStartMakesNoSecret() async throws {
        _ = try await problems(["MOVIE_BAG_PAGE_SIZE": "0"])
        #expect(directory.names.isEmpty)
    }
}
