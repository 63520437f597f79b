import FastCGI
import Glibc
import TestFiles
import Testing

/// A look at an address from beside.
@BlockingTests
struct OccupancyTests {
    private let directory: TemporaryDirectory
    private var address: ListenAddress { .unix(path: directory["socket"]) }

    init() throws { directory = try TemporaryDirectory() }

    @Test func nothingIsFreeAndNothingIsMade() {
        #expect(address.occupancy() == .free)
        #expect(directory.names == [])
    }

    @Test func aListenerIsAlive() throws {
        let listener = try Listener(address)
        #expect(address.occupancy() == .live)
        listener.close()
        // A program that another test is just starting may hold a copy of the socket for a moment.
        #expect(eventually { address.occupancy() == .stale })
        #expect(directory.names == ["socket"])
    }

    @Test(arguments: ["socket", "socket.new"])
    func aFileInTheWayIsNamed(name: String) throws {
        try directory.write("precious", to: name)
        #expect(address.occupancy() == .notASocket(path: directory[name]))
        #expect(directory.names == [name])
    }

    @Test func aPathThatCannotBeExaminedIsUnknown() throws {
        try directory.write("", to: "file")
        let address = ListenAddress.unix(path: directory["file"] + "/socket")
        guard case .unknown(let failure) = address.occupancy() else {
            Issue.record("it is known")
            return
        }
        #expect(failure.code == ENOTDIR)
    }

    @Test func aPortIsAliveWhileSomebodyListens() throws {
        let listener = try Listener(.tcp(host: "127.0.0.1", port: 0))
        #expect(listener.address.occupancy() == .live)
        listener.close()
        #expect(eventually { listener.address.occupancy() == .free })
    }

    @Test func aDescriptorIsNotLookedAt() {
        #expect(ListenAddress.descriptor(0).occupancy() == .free)
    }
}
