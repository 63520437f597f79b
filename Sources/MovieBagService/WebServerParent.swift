import Web

/// What a web server makes of responses when it has started this process itself and lent it a socket as descriptor 0, as
/// mod_fcgid and lighttpd's `bin-path` do.
///
/// mod_fcgid turns a response of 200 with `Location` into a redirection, as CGI does without a status (RFC 3875, section
/// 6.2.3), so that a client would get the movie instead of its id. So such a process does not say where a new movie is.
///
/// Tests: WebServerParentTests.swift
enum WebServerParent {
    /// Whether one is there. systemd lends a socket too, and names what it starts: `INVOCATION_ID` (systemd.exec(5)).
    ///
    /// - Parameter socketIsLent: whether the socket was inherited from the process that started this service.
    static func isThere(socketIsLent: Bool, environment: [String: String]) -> Bool {
        socketIsLent && environment["INVOCATION_ID"] == nil
    }

    /// Leaves out what it would misread.
    static func prepare(_ response: inout Response) {
        if response.status == 200 { response.fields.removeAll { $0.name == "Location" } }
    }
}
