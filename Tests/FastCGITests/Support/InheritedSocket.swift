import FastCGI
import Glibc
import TestFiles

/// A listening socket as another program would leave it open for us: blocking, and not ours to close.
final class InheritedSocket {
    let descriptor: Int32
    let address: ListenAddress

    init(in directory: TemporaryDirectory) {
        address = .unix(path: directory["inherited"])
        let socket = SocketAddress(address)
        descriptor = socket.makeSocket()
        precondition(socket.withPointer { bind(descriptor, $0, $1) } == 0 && listen(descriptor, 16) == 0)
    }

    deinit {
        close(descriptor)
    }
}
