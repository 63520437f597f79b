/// One use of a session.
package struct SessionUse: Sendable, Equatable {
    package let time: UnixTime
    /// When the session is over unless it is used again.
    package let expires: UnixTime
    /// Within which time it has to be on the disk; `nil` when what is there is exact enough.
    package let writeWithin: Duration?

    package init(time: UnixTime, expires: UnixTime, writeWithin: Duration?) {
        self.time = time
        self.expires = expires
        self.writeWithin = writeWithin
    }
}
