import Glibc
import Memory

/// One request as the web server sent it; lives for one call of ``RequestHandler/respond(to:into:)``.
///
/// Tests: RequestTests.swift
package struct IncomingRequest: ~Copyable {
    /// The bytes that the client sent after its head.
    package let body: RequestBody
    /// How long its response may still wait for something slow: ``ServerSettings/waitLimit`` less the time since it arrived;
    /// `nil` when it has not been queued.
    package let timeRemaining: Duration?
    /// libfcgi's `envp`: C strings `NAME=value`, the list ends with a null pointer.
    private let variables: UnsafePointer<UnsafeMutablePointer<CChar>?>

    init(variables: UnsafePointer<UnsafeMutablePointer<CChar>?>, body: RequestBody, timeRemaining: Duration?) {
        self.variables = variables
        self.body = body
        self.timeRemaining = timeRemaining
    }

    /// Gives each CGI variable in the order sent, without copying; a name can occur twice.
    ///
    /// The name ends at the first `=`, the value at the first NUL.
    package func forEachVariable(_ use: (_ name: Span<UInt8>, _ value: Span<UInt8>) -> Void) {
        var next = variables
        while let text = next.pointee {
            let length = strlen(text)
            text.withMemoryRebound(to: UInt8.self, capacity: length) { (bytes: UnsafeMutablePointer<UInt8>) -> Void in
                // libfcgi writes the `=` itself, so it is found.
                let equals = memchr(bytes, 0x3D, length)
                let nameLength = equals.map { $0 - UnsafeMutableRawPointer(bytes) } ?? length
                let valueStart = min(nameLength + 1, length)
                let name = UnsafeBufferPointer(start: bytes, count: nameLength)
                let value = UnsafeBufferPointer(start: bytes + valueStart, count: length - valueStart)
                use(name.span, value.span)
            }
            next += 1
        }
    }

    /// The value of one CGI variable, the last one where the name occurs twice; `nil` when there is none.
    ///
    /// Much cheaper than ``forEachVariable(_:)``: nothing but the beginning of each is looked at.
    package func variable(_ name: StaticString) -> [UInt8]? {
        var found: [UInt8]?
        var next = variables
        let length = name.utf8CodeUnitCount
        while let text = next.pointee {
            // Stops at the first difference, and at the end of a shorter text.
            if strncmp(text, name.utf8Start, length) == 0, text[length] == CChar(0x3D) {
                let value = UnsafeRawPointer(text) + length + 1
                found = Array(UnsafeRawBufferPointer(start: value, count: strlen(text) - length - 1))
            }
            next += 1
        }
        return found
    }
}
