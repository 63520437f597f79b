extension TokenAttack {
    /// What claims may try, signed with our own key throughout.
    static let onClaims: [TokenAttack] = [
        TokenAttack("a claim missing") { forge in
            forge.claims.map { forge.signed(payload: forge.payload(leavingOut: $0.name)) }
        },
        TokenAttack("a claim of another type") { forge in
            forge.claims.flatMap { claim in
                ["null", "[]", "{}", "true", "1.5", "\"\"", "[\(claim.json)]", "{\"a\":\(claim.json)}"].map {
                    forge.signed(payload: forge.payload(replacing: [claim.name: $0]))
                }
            }
        },
        TokenAttack("a time as text, negative, fractional or huge") { forge in
            forge.claims.filter { ["iat", "nbf", "exp"].contains($0.name) }.flatMap { claim in
                [
                    "\"\(claim.json)\"", "-1", "-\(claim.json)", "\(claim.json).0", "\(claim.json).5",
                    "\(claim.json)e0", "1e400", "253402300800", "9007199254740993", "9223372036854775807",
                    "9223372036854775808", "99999999999999999999999999",
                ].map { forge.signed(payload: forge.payload(replacing: [claim.name: $0])) }
            }
        },
        TokenAttack("issued or valid a minute from now") { forge in
            ["iat", "nbf"].map { name in
                let time = forge.claims.first { $0.name == name }.flatMap { Int($0.json) } ?? 0
                return forge.signed(payload: forge.payload(replacing: [name: String(time + 60)]))
            }
        },
        TokenAttack("another issuer") { forge in
            ["movie-ba", "movie-bagg", "Movie-bag", "movie-bag\\u0000", " movie-bag", "", "movie-bag/"].map {
                forge.signed(payload: forge.payload(replacing: ["iss": "\"\($0)\""]))
            }
        },
        TokenAttack("another type") { forge in
            ["access", "reset", "Access", "RESET", "refresh", ""].filter { type in
                !forge.claims.contains { $0.name == "type" && $0.json == "\"\(type)\"" }
            }.map { forge.signed(payload: forge.payload(replacing: ["type": "\"\($0)\""])) }
        },
        TokenAttack("the account of nobody, or of two") { forge in
            let nobody = "\"5f5f5f5f5f5f5f5f5f5f5f5f\""
            return [
                ["sub": nobody, "identity": nobody], ["sub": nobody], ["identity": nobody],
                ["sub": "\"\"", "identity": "\"\""],
                ["sub": "\"' OR 1=1 --\"", "identity": "\"' OR 1=1 --\""],
            ].map { forge.signed(payload: forge.payload(replacing: $0)) }
        },
        TokenAttack("an identifier in upper case") { forge in
            let id = (forge.claims.first { $0.name == "sub" }?.json ?? "").uppercased()
            // Digits only have no case; then there is nothing to attack with, and the case below stands in.
            let other = id == id.lowercased() ? "\"ABCDEFABCDEFABCDEFABCDEF\"" : id
            return [forge.signed(payload: forge.payload(replacing: ["sub": other, "identity": other]))]
        },
        TokenAttack("fresh, or a token id that was never given") { forge in
            [
                forge.signed(payload: forge.payload(replacing: ["fresh": "true"])),
                forge.signed(payload: forge.payload(replacing: ["jti": "\"AAAAAAAAAAAAAAAAAAAAAA\""])),
                forge.signed(payload: forge.payload(replacing: ["jti": "\"\(String(repeating: "A", count: 129))\""])),
            ]
        },
        TokenAttack("claims with a member twice") { forge in
            forge.claims.map { forge.signed(payload: forge.payload(adding: ",\"\($0.name)\":\($0.json)")) }
        },
        TokenAttack("claims that are no object") { forge in
            ["", "[]", "null", "1", "\"a\"", "{", forge.payload() + "x", "\u{FEFF}" + forge.payload()].map {
                forge.signed(payload: $0)
            }
        },
    ]
}
