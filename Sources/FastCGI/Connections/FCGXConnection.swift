import CFastCGI
import Glibc
import Memory

/// Owns one `FCGX_Request` and the connection in it: everything that libfcgi does for us is called here.
///
/// libfcgi's own accept loop is not used. It gets a connected descriptor, so `FCGX_Accept_r` only reads a request, and
/// it is never left to close the connection after a response, as it would wait for the peer to hang up.
///
/// Tests: RequestTests.swift, Connections/BrokenRequestTests.swift
// Sendable by agreement: one thread at a time uses it, the one that took its connection from the event queue.
struct FCGXConnection: ~Copyable, @unchecked Sendable {
    // On the heap because the streams that libfcgi makes keep a pointer to it.
    private let request: UnsafeMutablePointer<FCGX_Request>
    // On the heap because libfcgi reads while one of our methods runs.
    private let validator: UnsafeMutablePointer<RecordValidator>

    /// Takes over a connected, blocking socket.
    init(owning descriptor: Int32) {
        validator = .allocate(capacity: 1)
        validator.initialize(to: RecordValidator())
        request = .allocate(capacity: 1)
        precondition(FCGX_InitRequest(request, -1, 0) == 0, "FCGX_InitRequest fails only on unknown flags")
        request.pointee.ipcFd = descriptor
        // Without it the first thing that FCGX_Accept_r does is close the connection.
        request.pointee.keepConnection = 1
        // When libfcgi closes after an error, it shall close at once and not linger.
        request.pointee.detached = 1
    }

    deinit {
        FCGX_Free(request, 0)
        if request.pointee.ipcFd >= 0 { close(request.pointee.ipcFd) }
        request.deallocate()
        validator.deallocate()
    }

    /// Reads the variables of the next request (`FCGX_Accept_r`); false when it is not one that we can answer. When it is
    /// one, ``readBody(atMost:through:limitOfLarge:)`` is to follow in the same thread.
    func receive() -> Bool {
        validator.pointee = RecordValidator()
        CheckedReading.begin(validator)
        if receiveVariables() { return true }
        CheckedReading.end()
        return false
    }

    private func receiveVariables() -> Bool {
        guard FCGX_Accept_r(request) == 0 else { return false }
        // A peer that hangs up in the middle gives 0 with the variables that came, perhaps none: the error tells.
        guard FCGX_GetError(request.pointee.in) == 0, request.pointee.role == Self.responder else { return false }
        return namesResource
    }

    /// Reads the body to its end; `nil` when the peer went away, or broke the protocol, before that.
    ///
    /// - Parameters:
    ///   - limit: more is read and not kept.
    ///   - scratch: a piece of the body stands here on its way.
    ///   - limitOfLarge: a second limit, asked for once, when `scratch` has been full.
    func readBody(
        atMost limit: Int, through scratch: UnsafeMutableRawBufferPointer, limitOfLarge: () -> Int
    ) -> RequestBody? {
        defer { CheckedReading.end() }
        // Mostly it arrives with the variables. What libfcgi still has of it, an empty record, is given back with its streams.
        if validator.pointee.isOverWithoutBody { return .complete([]) }
        var limit = limit
        var isLarge = false
        var bytes: [UInt8] = []
        var isTooLarge = false
        var most = 0
        // No part of a body stays here until the next one comes.
        defer { Memory.cleanse(UnsafeMutableRawBufferPointer(rebasing: scratch[..<most])) }
        while true {
            let count = Int(
                FCGX_GetStr(scratch.bindMemory(to: CChar.self).baseAddress, Int32(scratch.count), request.pointee.in))
            most = max(most, count)
            if count == scratch.count, !isLarge {
                isLarge = true
                limit = min(limit, limitOfLarge())
                // At once as large as it says that it is: an array that doubles holds three times as much for a moment.
                bytes.reserveCapacity(min(limit, declaredLength))
            }
            if bytes.count + count > limit {
                isTooLarge = true
                Memory.cleanse(bytes)
                bytes = []
            } else if !isTooLarge {
                bytes.append(contentsOf: scratch[..<count])
            }
            guard count == scratch.count else { break }
        }
        guard FCGX_GetError(request.pointee.in) == 0 else {
            Memory.cleanse(bytes)
            return nil
        }
        return isTooLarge ? .tooLarge : .complete(bytes)
    }

    /// The request for its handler; valid until ``send(_:keepingConnection:)``.
    func request(body: RequestBody, timeRemaining: Duration?) -> IncomingRequest {
        IncomingRequest(variables: UnsafePointer(request.pointee.envp), body: body, timeRemaining: timeRemaining)
    }

    /// Writes the response and ends the request.
    ///
    /// `FCGX_Finish_r` would do both; ``ResponseWriter`` says why it does not. Freeing the request leaves the connection
    /// open (`FCGX_Free` with 0).
    ///
    /// - Returns: whether the connection is good for another request: the peer wants it, and `keepingConnection`.
    func send(_ response: OutgoingResponse, keepingConnection: Bool) -> Bool {
        let isWanted = request.pointee.keepConnection != 0
        // A request that is over has given its streams back, and FCGX_Accept_r finds nothing to finish.
        defer { FCGX_Free(request, 0) }
        request.pointee.keepConnection = 1
        let writer = ResponseWriter(
            descriptor: request.pointee.ipcFd, requestID: UInt16(truncatingIfNeeded: request.pointee.requestId))
        guard writer.write(head: response.head, body: response.body, isLast: isWanted && !keepingConnection) else {
            return false
        }
        if !keepingConnection {
            // At once and not with the close to come: a web server that does not know what the last record means, and
            // reads the end after the response, may have sent its next request by then, which would be lost.
            _ = shutdown(request.pointee.ipcFd, Int32(SHUT_WR))
        }
        return isWanted && keepingConnection
    }

    /// Whether the records of the last request were looked at as they were read: see ``CheckedReading/isInForce``.
    var hasSeenBeginning: Bool { validator.pointee.hasBegun }

    private static let responder = FCGI_RESPONDER

    /// CONTENT_LENGTH, 0 when it is no number. It may be a lie; memory that is only reserved is not touched.
    private var declaredLength: Int {
        var next = UnsafePointer(request.pointee.envp)
        while let text = next?.pointee {
            if Self.isSet("CONTENT_LENGTH=", in: text) { return max(0, strtol(text + 15, nil, 10)) }
            next = next?.successor()
        }
        return 0
    }

    private var namesResource: Bool {
        var hasMethod = false
        var hasPath = false
        var next = UnsafePointer(request.pointee.envp)
        while let text = next?.pointee {
            // One comparison tells for most of the variables, before every request.
            if text.pointee == CChar(bitPattern: UInt8(ascii: "R")) {
                if Self.isSet("REQUEST_METHOD=", in: text) {
                    hasMethod = true
                } else if Self.isSet("REQUEST_URI=", in: text) {
                    hasPath = true
                }
            }
            next = next?.successor()
        }
        return hasMethod && hasPath
    }

    /// Whether `variable` begins with `prefix` and goes on.
    private static func isSet(_ prefix: StaticString, in variable: UnsafePointer<CChar>) -> Bool {
        let length = prefix.utf8CodeUnitCount
        return strncmp(variable, UnsafeRawPointer(prefix.utf8Start).assumingMemoryBound(to: CChar.self), length) == 0
            && variable[length] != 0
    }
}
