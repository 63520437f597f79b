// A rival of the service: the same work in Hummingbird, over HTTP on a Unix socket. It makes no database; it opens one
// that the service has made.
//
//     hummingbird-peer SOCKET DATABASE SECRET_FILE

import Glibc
import Hummingbird
import Logging
import NIOPosix

var logger = Logger(label: "hummingbird-peer")
logger.logLevel = .error

guard CommandLine.arguments.count == 4 else {
    logger.critical("usage: hummingbird-peer SOCKET DATABASE SECRET_FILE")
    exit(64)
}
let (socketPath, databasePath) = (CommandLine.arguments[1], CommandLine.arguments[2])

// The web server, which runs as somebody else, must be able to write to the socket.
umask(0o111)

Connection.configureLibrary()
let readers = ReaderPool(path: databasePath)
let writer = try Writer(path: databasePath)
let tokens = AccessTokens(secret: try Secret(file: CommandLine.arguments[3]))

let router = Router()
MovieRoutes(readers: readers, writer: writer, tokens: tokens).add(to: router)
LoginRoute(readers: readers, writer: writer, tokens: tokens, hashing: .singleton).add(to: router)
// A middleware holds for what is added after it: here only for the answer to a path without a route.
router.add(middleware: NotFoundAnswer())

let application = Application(
    router: router,
    configuration: .init(address: .unixDomainSocket(path: socketPath), backlog: 1024),
    // One event loop for each core.
    eventLoopGroupProvider: .singleton,
    logger: logger)
try await application.runService()
try await writer.shutDown()
