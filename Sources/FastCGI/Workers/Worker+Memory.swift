/// Tests: LargeResponseTests.swift
extension Worker {
    /// Responds to a request that was queued for memory and has it, or is overdue.
    mutating func handleAfterQueueing(_ request: PendingRequest) {
        // A peer that has hung up meanwhile is not worth the work.
        guard !request.connection.isHungUp else {
            room.begin(with: request.responseBytes)
            drop(request)
            return finishResponse()
        }
        _ = handle(request)
    }

    /// Queues a request for memory, or responds when there is no room: at once, that the service is busy.
    mutating func queueForMemory(_ request: PendingRequest, needing bytes: Int) {
        let connection = request.connection
        guard advance(connection, to: .queued) else { return drop(request) }
        // Once it is queued it may be another worker's.
        guard !server.memory.add(request, needing: bytes, deadline: server.requestQueue.deadline(of: request)) else {
            return
        }
        respondNow(request)
    }

    /// Gives back what the response took: once it has been sent, or when it is not made now.
    mutating func finishResponse() {
        response.clear(keeping: Self.keptHeadBytes)
        guard room.giveBack(), server.memory.hasNext else { return }
        // This thread may be one of the lane's, or one too many.
        server.events.wakeNext()
    }
}
