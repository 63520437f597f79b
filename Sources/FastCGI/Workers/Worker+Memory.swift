/// Tests: LargeResponseTests.swift
extension Worker {
    /// Answers a request that waited for memory and has it, or whose time is up.
    mutating func handleAfterWaiting(_ request: PendingRequest) {
        // A peer that has hung up meanwhile is not worth the work.
        guard !request.connection.isHungUp else {
            room.begin(with: request.responseBytes)
            drop(request)
            return finishResponse()
        }
        _ = handle(request)
    }

    /// Has a request wait for memory, or answers it when it may not: at once, that the service is busy.
    mutating func queueForMemory(_ request: PendingRequest, needing bytes: Int) {
        let connection = request.connection
        guard advance(connection, to: .waiting) else { return drop(request) }
        // Once it is in line it may be another worker's.
        guard !server.memory.add(request, needing: bytes, deadline: server.line.deadline(of: request)) else { return }
        respondNow(request)
    }

    /// Gives back what the response took: once it has been sent, or when it is not made now.
    mutating func finishResponse() {
        response.clear(keeping: Self.keptHeadBytes)
        guard room.giveBack(), server.memory.hasTurn else { return }
        // This thread may be one of the lane's, or one too many.
        server.queue.wakeNext()
    }
}
