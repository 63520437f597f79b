/// A web server in front of a site's services, with the configuration files of this package.
package protocol WebServer: AnyObject {
    /// Where it speaks HTTP, on 127.0.0.1.
    var port: UInt16 { get }
    /// Where it speaks HTTP over TLS; `nil` when it does not.
    var tlsPort: UInt16? { get }
    /// Where it says what the files have for port 80 of a site that speaks TLS; `nil` when it does not.
    var redirectPort: UInt16? { get }
    /// What it writes logs to. Where it starts the service, the service's log is one of them, or a part of one.
    var logs: [String] { get }

    /// Ends it, and the services that it has started.
    func end()
}
