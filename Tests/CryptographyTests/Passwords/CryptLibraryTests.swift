import Testing
import Threads

@testable import Cryptography

@Suite struct CryptLibraryTests {
    @Test func aMissingLibraryIsSaidOnceWithItsNames() throws {
        let reports = Monitor<[CryptError]>([])
        let names = ["libcrypt-of-nobody.so.1", "libcrypt-of-nobody.so.2"]
        let library = CryptLibrary(names: names) { error in reports.withLock { $0.append(error) } }
        #expect(reports.withLock { $0 } == [], "it is loaded when it is needed")
        let hash = BcryptHash(ofNobody: 4)
        for _ in 0..<3 {
            #expect(library.failure == .missing(names))
            #expect(throws: CryptError.missing(names)) { try hash.matches([0x61], by: library) }
        }
        #expect(reports.withLock { $0 } == [.missing(names)])
        #expect(library.failure?.description == "there is no libcrypt-of-nobody.so.1 or libcrypt-of-nobody.so.2")
    }

    @Test func aLibraryWithoutTheFunctionIsUnfit() {
        #expect(CryptLibrary(names: ["libm.so.6"]).failure == .unfit)
    }

    @Test(.enabled(if: CryptLibrary().failure == nil))
    func theFirstThatIsThereIsTaken() throws {
        let library = CryptLibrary(names: ["libcrypt-of-nobody.so.1"] + CryptLibrary.names)
        #expect(library.failure == nil)
        let text = try library.hash(Array("x".utf8)[...], setting: "$2b$04$abcdefghijklmnopqrstuu")
        #expect(
            String(decoding: text, as: UTF8.self) == "$2b$04$abcdefghijklmnopqrstuuPp7HPfoAs8I2dCQCQ/fW7zEJv8I8C8e")
    }

    @Test(.enabled(if: CryptLibrary().failure == nil), arguments: ["", "*", "$2b$99$abcdefghijklmnopqrstuu", "$9$x"])
    func aSettingThatTheLibraryRefusesIsAnError(setting: String) {
        #expect(throws: CryptError.self) { try CryptLibrary().hash(Array("x".utf8)[...], setting: setting) }
    }

    @Test(.enabled(if: CryptLibrary().failure == nil)) func threadsUseItAtOnce() async throws {
        let library = CryptLibrary()
        let hash = try BcryptHash("$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e")
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<32 {
                let password = number.isMultiple(of: 2) ? "correct horse" : "wrong horse"
                group.addTask {
                    try hash.matches(Array(password.utf8), by: library) == number.isMultiple(of: 2)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
