import Glibc
import HTTPTypes
import Hummingbird
import NIOPosix

/// `POST /api/auth/login`: a token for an address and its password.
struct LoginRoute: Sendable {
    private struct Credentials: Decodable, Sendable {
        let email: String
        let password: String
    }

    private struct Account: Sendable {
        let id: Identifier
        let password: ScryptHash
    }

    let readers: ReaderPool
    let writer: Writer
    let tokens: AccessTokens
    /// Threads, one for each core, that compute password hashes.
    let hashing: NIOThreadPool

    func add(to router: Router<BasicRequestContext>) {
        router.post("api/auth/login", use: login)
    }

    @Sendable private func login(_ request: Request, context: BasicRequestContext) async throws -> Response {
        let credentials = try await request.body(as: Credentials.self, context: context)
        guard let account = try account(credentials.email),
            try await hashing.runIfActive({ account.password.matches(credentials.password) })
        else { throw Refusal.unauthorized }
        let claims = AccessClaims(account: account.id, now: Int64(time(nil)))
        try await writer.addSession(claims)
        return Response(json: ByteBuffer(string: #"{"token":"\#(tokens.sign(claims))"}"#))
    }

    private func account(_ email: String) throws -> Account? {
        try readers.read { reader in
            let row = reader.accountByEmail
            try row.bind(1, email)
            defer { row.reset() }
            guard try row.step(), let password = ScryptHash(String(decoding: row.bytes(1), as: UTF8.self)) else {
                return nil
            }
            return Account(id: Identifier(row.bytes(0)), password: password)
        }
    }
}
