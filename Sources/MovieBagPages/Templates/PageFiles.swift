import Cryptography
import MovieBag
import Web

/// The files that pages load. The names of those that change with the program have a hash of what is in them, so that browsers
/// need not ask.
///
/// Tests: PageFileTests.swift
package struct PageFiles: Sendable {
    /// One file.
    package struct File: Sendable {
        let content: Response.Content
        let bytes: [UInt8]
        /// The first 16 hexadecimal digits of its SHA-256.
        let hash: String

        init(_ content: Response.Content, _ text: String) {
            self.content = content
            bytes = Array(text.utf8)
            let digits = Array("0123456789abcdef".utf8)
            hash = String(
                decoding: SHA256.hash(bytes).prefix(8).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
                as: UTF8.self)
        }

        /// The file as it is asked for by a name with `hash` in it.
        func response(named hash: PathParameter) -> Response {
            // Another process may have another version while one takes over from the other.
            Response(
                content: content, caching: hash.elementsEqual(self.hash.utf8) ? .immutable : .forbidden, body: bytes)
        }
    }

    package let style: File
    let script: File
    let icon: File

    init(source: TemplateSource) throws {
        style = File(.styleSheet, try source("pages/style.css"))
        script = File(.script, try source("pages/site.js"))
        icon = File(.image, try source("pages/favicon.svg"))
    }

    /// The text of the style sheet.
    package var styleSheet: String { String(decoding: style.bytes, as: UTF8.self) }
}
