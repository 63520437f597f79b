import FastCGI
import FoundationEssentials
import Glibc
import TestFiles
import Testing

@BlockingTests
struct ListenerTests {
    private let directory: TemporaryDirectory
    private var path: String { directory["socket"] }

    init() throws { directory = try TemporaryDirectory() }

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
        try directory.write("precious", to: name)
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
        #expect(directory.names == ["other", "socket"])
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
        #expect(boundName(of: first) == path)
        first.close()
        // Left behind, as after a crash.
        let second = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true))
        #expect(boundName(of: second) == path)
        // The path must lead to a socket that responses all the time, so the third has to be bound beside.
        let third = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true))
        #expect(boundName(of: third) == "\(path).new")
        second.close()
        third.close()
        #expect(directory.names == ["socket"])
        let fourth = try Listener(.unix(path: path))
        defer { fourth.close() }
        #expect(boundName(of: fourth) == path)
    }

    /// The name that a socket was bound by: getsockname(2), the one that /proc/net/unix shows too. That file is not read
    /// here: its lines move while other tests open and close sockets, so that a reader may miss one (proc(5)).
    private func boundName(of listener: Listener) -> String? {
        var address = sockaddr_un()
        var size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener.descriptor, $0, &size) }
        }
        guard result == 0 else { return nil }
        return withUnsafeBytes(of: address.sun_path) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
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

    @Test func aSuccessorThatIsNotReadyLeavesThePathToTheFirst() throws {
        let first = try Listener(.unix(path: path))
        defer { first.close() }
        let before = try status().st_ino
        let second = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true), takesPathAtOnce: false)
        #expect(try status().st_ino == before)
        // Two that start at the same time do not take each other's place.
        #expect(throws: ListenerError.inUse(.unix(path: "\(path).new"))) {
            try Listener(.unix(path: path), access: SocketAccess(replacesLive: true), takesPathAtOnce: false)
        }
        try second.takePath()
        #expect(try status().st_ino != before)
        #expect(directory.names == ["socket"])
        try second.removePathIfStillOurs()
        second.close()
        #expect(directory.names.isEmpty)
    }

    @Test func aSuccessorThatGivesUpLeavesNothing() throws {
        let first = try Listener(.unix(path: path))
        defer { first.close() }
        let before = try status().st_ino
        try Listener(.unix(path: path), access: SocketAccess(replacesLive: true), takesPathAtOnce: false).close()
        #expect(directory.names == ["socket"])
        #expect(try status().st_ino == before)
    }

    @Test func aSuccessorWhoseSocketWasTakenAwayDoesNotTakeThePath() throws {
        let first = try Listener(.unix(path: path))
        defer { first.close() }
        let before = try status().st_ino
        let second = try Listener(.unix(path: path), access: SocketAccess(replacesLive: true), takesPathAtOnce: false)
        defer { second.close() }
        unlink("\(path).new")
        #expect(throws: ListenerError.self) { try second.takePath() }
        #expect(try status().st_ino == before)
    }

    /// systemd-tmpfiles compares the names of sockets with absolute ones that it has found by itself.
    @Test func theKernelKnowsTheSocketByItsAbsoluteNameWithoutLinks() throws {
        symlink(directory.path, directory["link"])
        let listener = try Listener(.unix(path: directory["link/.//socket"]))
        defer { listener.close() }
        #expect(boundName(of: listener) == path)
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
        try directory.write("precious", to: "socket")
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
