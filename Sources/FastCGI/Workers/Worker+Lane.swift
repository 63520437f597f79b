/// Tests: LaneTests.swift
extension Worker {
    /// Serves what is queued in the lane until the thread is not needed any more.
    mutating func work(at place: LanePlace) {
        Self.blockSignals()
        while let request = place.nextRequest() {
            serve(request, at: place)
            // It may have been dropped.
            place.finish()
        }
    }

    private mutating func serve(_ request: PendingRequest, at place: LanePlace) {
        let connection = request.connection
        // When the peer has hung up meanwhile, the work would be in vain.
        guard !connection.isHungUp, advance(connection, to: .handling) else { return drop(request) }
        defer { finishResponse() }
        _ = respond(to: request, mayPostpone: false)
        // The next one can be worked on while this one's response is sent.
        place.finish()
        sendResponse(to: request)
    }

    /// Queues a request in the lane, and responds to those that get or keep no place there: at once, that the service is busy.
    mutating func queueInLane(_ request: PendingRequest, of key: LaneKey) {
        let connection = request.connection
        guard advance(connection, to: .queued) else { return drop(request) }
        var request = request
        request.wasQueued = true
        switch server.lane?.add(request, of: key, deadline: server.requestQueue.deadline(of: request)) {
        case .queued(let displaced):
            // Once it is queued it may be another thread's.
            for request in displaced { respondNow(request) }
        case .full, nil:
            respondNow(request)
        }
    }

    /// Responds to a request that may not be queued any more.
    mutating func respondNow(_ request: PendingRequest) {
        guard advance(request.connection, to: .handling) else { return drop(request) }
        defer { finishResponse() }
        _ = respond(to: request, mayPostpone: false)
        sendResponse(to: request)
    }
}
