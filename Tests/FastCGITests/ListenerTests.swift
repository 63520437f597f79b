import FastCGI
import FoundationEssentials
import Glibc
import Testing

@BlockingTests
struct ListenerTests {
    private let directory = TestDirectory()
    private var path: String { directory["socket"] }

    @Test(arguments: [0o660, 0o600, 0o666] as [UInt32])
    func theSocketHasTheAskedModeWhateverTheUmask(mode: UInt32) throws {
        let listener = try Listener(.unix(path: path), access: SocketAccess(mode: mode, group: getgid()))
        defer { listener.close() }
        #expect(try status().st_mode == S_IFSOCK | mode)
        #expect(directory.names == ["socket"])
    }

    @Test(.enabled(if: geteuid() == 0, "only the superuser may give a file to any group"))
    func theSocketHasTheAskedGroup() throws {
        let listener = try Listener(.unix(path: path), access: SocketAccess(group: 12_345))
        defer { listener.close() }
        #expect(try status().st_gid == 12_345)
        #expect(try status().st_uid == geteuid())
    }

    @Test(arguments: ["socket", "socket.new"])
    func aFileInTheWayIsLeftAlone(name: String) throws {
        directory.write("precious", to: name)
        #expect(throws: ListenerError.notASocket(path: directory[name])) {
            try Listener(.unix(path: path), access: SocketAccess(replacesLive: true))
        }
        #expect(directory.names == [name])
    }

    @Test func aLinkInTheWayIsLeftAlone() throws {
        let other = try Listener(.unix(path: directory["other"]))
        defer { other.close() }
        symlink(directory["other"], path)
        #expect(throws: ListenerError.notASocket(path: path)) { try Listener(.unix(path: path)) }
        #expect(directory.names.sorted() == ["other", "socket"])
    }

    @Test(arguments: ["socket", "socket.new"])
    func aSocketThatNobodyAnswersOnIsReplaced(name: String) throws {
        try Listener(.unix(path: directory[name])).close()
        let listener = try Listener(.unix(path: path))
        defer { listener.close() }
        _ = try FastCGIClient(listener.address)
        #expect(directory.names == ["socket"])
    }

    /// Programs that clean directories keep a socket that the kernel shows under the name that it has there.
    @Test func theKernelKnowsTheSocketByItsNameInTheDirectory() throws {
        let first = try Listener(.unix(path: path))
        #expect(try boundNames() == [path])
        first.close()
        #expect(try boundNames() == [])
        // Left behind, as after a crash.
        let second = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true))
        #expect(try boundNames() == [path])
        // Nobody may find the path without a socket that answers, so the third has to be bound beside.
        let third = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true))
        #expect(try boundNames() == [path, "\(path).new"])
        second.close()
        third.close()
        #expect(directory.names == ["socket"])
        let fourth = try Listener(.unix(path: path))
        defer { fourth.close() }
        #expect(try boundNames() == [path])
    }

    /// The names in the directory of sockets that listen, as the kernel knows them (proc(5); 00010000 is __SO_ACCEPTCON).
    private func boundNames() throws -> [String] {
        try String(contentsOfFile: "/proc/net/unix", encoding: .utf8).split(separator: "\n")
            .map { $0.split(separator: " ").map(String.init) }
            .filter { $0.count == 8 && $0[3] == "00010000" && $0[7].hasPrefix(path) }.map { $0[7] }.sorted()
    }

    @Test func aSocketInUseIsNotReplacedByMistake() throws {
        let first = try Listener(.unix(path: path))
        defer { first.close() }
        let before = try status().st_ino
        #expect(throws: ListenerError.inUse(.unix(path: path))) { try Listener(.unix(path: path)) }
        #expect(try status().st_ino == before)
        #expect(directory.names == ["socket"])
    }

    @Test func aSocketWhoseQueueIsFullIsInUse() throws {
        let first = try Listener(.unix(path: path), backlog: 0)
        defer { first.close() }
        let waiting = try FastCGIClient(first.address)
        #expect(throws: ListenerError.inUse(.unix(path: path))) { try Listener(.unix(path: path)) }
        _ = waiting
    }

    @Test func aSuccessorTakesThePathAndKeepsItWhenTheFirstStops() throws {
        let first = try Listener(.unix(path: path))
        let second = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true))
        defer { second.close() }
        try first.removePathIfStillOurs()
        first.close()
        _ = try FastCGIClient(second.address)
    }

    @Test func ourOwnPathIsRemoved() throws {
        let listener = try Listener(.unix(path: path))
        try listener.removePathIfStillOurs()
        listener.close()
        #expect(directory.names.isEmpty)
        try listener.removePathIfStillOurs()
    }

    @Test func aFileThatTookOurPathIsNotRemoved() throws {
        let listener = try Listener(.unix(path: path))
        unlink(path)
        directory.write("precious", to: "socket")
        try listener.removePathIfStillOurs()
        listener.close()
        #expect(directory.names == ["socket"])
    }

    @Test func aMissingDirectoryIsTheSystemsError() {
        let error = #expect(throws: ListenerError.self) { try Listener(.unix(path: directory["missing/socket"])) }
        #expect(error?.description == "open \(directory["missing"]): No such file or directory")
    }

    @Test func aTakenPortIsInUse() throws {
        let first = try Listener(.tcp(host: "127.0.0.1", port: 0))
        defer { first.close() }
        #expect(throws: ListenerError.inUse(first.address)) { try Listener(first.address) }
    }

    @Test func anAddressThatOthersCouldReachIsRefusedHereToo() {
        #expect(throws: ListenerError.badAddress(.notLoopback("0.0.0.0:9000"))) {
            try Listener(.tcp(host: "0.0.0.0", port: 9000))
        }
    }

    @Test func onlyAListeningSocketCanBeAdopted() throws {
        let listener = try Listener(.unix(path: path))
        defer { listener.close() }
        let client = try FastCGIClient(listener.address)
        #expect(Listener.inheritedDescriptorIsListening(client.descriptor) == false)
        #expect(throws: ListenerError.notListening(descriptor: client.descriptor)) {
            try Listener(.descriptor(client.descriptor))
        }
        #expect(throws: ListenerError.notListening(descriptor: 1_000_000)) { try Listener(.descriptor(1_000_000)) }
    }

    private func status() throws -> stat {
        var found = stat()
        try #require(lstat(path, &found) == 0)
        return found
    }
}
