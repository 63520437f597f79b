extension TokenAttack {
    /// What the writing of a token may try.
    static let onForm: [TokenAttack] = [
        TokenAttack("padding") { forge in
            (0..<3).flatMap { index in ["=", "=="].map { padding in changing(forge, part: index) { $0 + padding } } }
        },
        TokenAttack("the other alphabet of base 64") { forge in
            let text = forge.parts.joined(separator: ".")
            return [
                text.replacingOne("-", by: "+"), text.replacingOne("_", by: "/"),
                changing(forge, part: 2) { "+" + $0.dropFirst() }, changing(forge, part: 2) { "/" + $0.dropFirst() },
            ].filter { $0 != forge.token }
        },
        TokenAttack("white space inside") { forge in
            [" ", "\n", "\t", "\r\n"].flatMap { space in
                (0..<3).map { index in changing(forge, part: index) { $0.prefix(5) + space + $0.dropFirst(5) } }
            }
        },
        TokenAttack("trailing bits that are not zero") { forge in
            // Of the last character of 43, which stand for 32 bytes, two bits are left over.
            let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
            let index = alphabet.firstIndex(of: forge.token.last ?? "A") ?? 0
            return (1...3).map { bits in changing(forge, part: 2) { $0.dropLast() + String(alphabet[index ^ bits]) } }
        },
        TokenAttack("a character more or less") { forge in
            (0..<3).flatMap { index in
                [
                    changing(forge, part: index) { $0 + "A" }, changing(forge, part: index) { "A" + $0 },
                    changing(forge, part: index) { String($0.dropLast()) },
                    changing(forge, part: index) { String($0.dropFirst()) },
                ]
            }
        },
        TokenAttack("more or fewer parts than three") { forge in
            let parts = forge.parts
            return [
                parts[0], "\(parts[0]).\(parts[1])", forge.token + ".", "." + forge.token, forge.token + ".AAAA",
                "\(forge.token).\(parts[2])", forge.token + forge.token, forge.token + "." + forge.token, ".", "..",
                "...",
                "a.b.c", "\(parts[0]).\(parts[1]).", "\(parts[0])..\(parts[2])", ".\(parts[1]).\(parts[2])",
            ]
        },
        TokenAttack("the JSON serialisation") { forge in
            let parts = forge.parts
            let member = #""signature":"\#(parts[2])""#
            return [
                #"{"payload":"\#(parts[1])","protected":"\#(parts[0])",\#(member)}"#,
                #"{"payload":"\#(parts[1])","signatures":[{"protected":"\#(parts[0])",\#(member)}]}"#,
            ]
        },
        TokenAttack("a token in a token") { forge in
            [forge.signed(payload: forge.token), forge.signed(payload: "\"\(forge.token)\"")]
        },
        TokenAttack("as long as a body may be") { forge in
            [
                String(repeating: "A", count: 15_000), String(repeating: ".", count: 15_000),
                forge.token + String(repeating: "A", count: 15_000),
            ]
        },
        TokenAttack("64 KiB") { forge in
            [
                String(repeating: "A", count: 65536), String(repeating: ".", count: 65536),
                forge.token + String(repeating: "A", count: 65536),
                forge.signed(payload: forge.payload(adding: #","x":"\#(String(repeating: "x", count: 65536))""#)),
            ]
        },
        TokenAttack(bytes: "what is not UTF-8, and NUL") { forge in
            let token = Array(forge.token.utf8)
            return [
                [0xFF], [0xC3, 0x28], token + [0xFF], [0xFF] + token, token + [0], [0] + token, [0xED, 0xA0, 0x80],
            ]
        },
        TokenAttack(bytes: "every single bit flipped") { forge in
            let token = Array(forge.token.utf8)
            return token.indices.flatMap { index in
                (0..<8).map { bit in
                    var flipped = token
                    flipped[index] ^= 1 << UInt8(bit)
                    return flipped
                }
            }
        },
    ]

    private static func changing(_ forge: TokenForge, part: Int, _ change: (String) -> String) -> String {
        var parts = forge.parts
        parts[part] = change(parts[part])
        return parts.joined(separator: ".")
    }
}

extension String {
    /// Replaces the first `old`, if there is one.
    fileprivate func replacingOne(_ old: Character, by new: Character) -> String {
        guard let index = firstIndex(of: old) else { return self }
        return String(self[..<index]) + String(new) + String(self[self.index(after: index)...])
    }
}
