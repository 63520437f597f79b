import HTTPTypes
import Hummingbird
import NIOCore

/// The routes under `/api/movies`.
final class MovieRoutes: Sendable {
    private let readers: ReaderPool
    private let writer: Writer
    private let tokens: AccessTokens
    private let identifiers = IdentifierGenerator()

    init(readers: ReaderPool, writer: Writer, tokens: AccessTokens) {
        self.readers = readers
        self.writer = writer
        self.tokens = tokens
    }

    func add(to router: Router<BasicRequestContext>) {
        router.group("api/movies")
            .get(use: page)
            .get(":id", use: movie)
            .post(use: create)
    }

    /// A read takes some microseconds, less than handing it to another thread would.
    @Sendable private func movie(_ request: Request, context: BasicRequestContext) async throws -> Response {
        guard let text = context.parameters["id"], let id = Identifier(hexadecimal: text) else {
            throw Refusal.movieNotExists
        }
        return try readers.read { reader in
            let row = reader.movie
            try row.bind(1, id)
            defer { row.reset() }
            guard try row.step() else { throw Refusal.movieNotExists }
            var json = ByteBufferAllocator().buffer(capacity: 512)
            json.writeMovie(row)
            return Response(json: json)
        }
    }

    @Sendable private func page(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let page = try MoviePage(of: request.uri)
        return try readers.read { try page.response(from: $0) }
    }

    @Sendable private func create(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let account = try tokens.account(of: request, readers: readers)
        let movie = try await request.body(as: NewMovie.self, context: context)
        guard movie.isValid else { throw Refusal.schemaValidation }
        let id = identifiers.next()
        try await writer.add(movie, id: id, addedBy: account)
        return Response(json: ByteBuffer(string: #"{"id":"\#(id)"}"#))
    }
}
