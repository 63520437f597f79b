extension TokenAttack {
    /// What a header may try: another algorithm, or a key of its own.
    static let onHeaders: [TokenAttack] = [
        TokenAttack("alg none in every spelling, with and without signature") { forge in
            ["none", "None", "NONE", "nOnE", "none ", ""].flatMap { name in
                let header = #"{"alg":"\#(name)","typ":"JWT"}"#
                let unsigned = TokenForge.encoded(header) + "." + forge.parts[1]
                return [unsigned + ".", unsigned, unsigned + "." + forge.parts[2], forge.signed(header: header)]
            }
        },
        TokenAttack("alg of another type, in other case, or missing") { forge in
            [
                #"{"alg":null,"typ":"JWT"}"#, #"{"alg":["HS256"],"typ":"JWT"}"#, #"{"alg":"hs256","typ":"JWT"}"#,
                #"{"alg":"Hs256","typ":"JWT"}"#, #"{"alg":256,"typ":"JWT"}"#, #"{"alg":{},"typ":"JWT"}"#,
                #"{"alg":true,"typ":"JWT"}"#, #"{"alg":"HS256\u0000","typ":"JWT"}"#, #"{"typ":"JWT"}"#, "{}", "[]",
                #""HS256""#, "null", "", "{", #"{"alg":"HS256","typ":"JWT"}x"#,
            ].map { forge.signed(header: $0) }
        },
        TokenAttack("HS384 and HS512 with our key") { forge in
            // Made with another implementation: the service has no such function.
            [
                "eyJhbGciOiJIUzM4NCIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJtb3ZpZS1iYWcifQ.SPkVOL3VLHXGLtRx8nEngmmmLC"
                    + "FPMqEInyP02YC6DILVPmt7iAMD9OsS56WW4wS9",
                "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJtb3ZpZS1iYWcifQ.vEl3WqOBwP9tFeGAbHrC_QGf3j"
                    + "X4iR3ws6I-_-GsaKvLKaOL9ztGUlk8YxK81St_SziUf7pjL2uADATe90YDPQ",
            ] + ["HS384", "HS512"].map { forge.signed(header: #"{"alg":"\#($0)","typ":"JWT"}"#) }
        },
        TokenAttack("names of algorithms with key pairs") { forge in
            ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "ES512", "ES256K", "EdDSA"].flatMap { name in
                let header = #"{"alg":"\#(name)","typ":"JWT"}"#
                return [forge.signed(header: header), forge.signedByAttacker(header: header)]
            }
        },
        TokenAttack("a key or a place of keys in the header") { forge in
            [
                #""jwk":{"kty":"oct","k":"dGhlIGtleSB0aGF0IHRoZSBhdHRhY2tlciBjaG9zZSA"}"#,
                #""jku":"http://127.0.0.1/keys.json""#, #""x5u":"http://127.0.0.1/key.pem""#,
                #""x5c":["MIIB"]"#, #""x5t":"abc""#, #""crit":["exp"]"#, #""crit":[]"#, #""b64":false"#, #""b64":true"#,
                #""cty":"JWT""#, #""zip":"DEF""#, #""enc":"A128GCM""#,
            ].flatMap { member in
                let header = #"{"alg":"HS256","typ":"JWT",\#(member)}"#
                return [forge.signed(header: header), forge.signedByAttacker(header: header)]
            }
        },
        TokenAttack("kid of every kind") { forge in
            [
                #""../../../../dev/null""#, #""/proc/sys/kernel/randomize_va_space""#, #""x' UNION SELECT 'key'; --""#,
                #""\u0000""#, "[]", #"["a"]"#, "{}", "null", "0", #""""#, #""|/bin/true""#,
                "\"\(String(repeating: "k", count: 5000))\"",
            ].flatMap { kid in
                let header = #"{"alg":"HS256","typ":"JWT","kid":\#(kid)}"#
                return [forge.signed(header: header), forge.signedByAttacker(header: header)]
            }
        },
        TokenAttack("another typ") { forge in
            [
                #"{"alg":"HS256"}"#, #"{"alg":"HS256","typ":"JWE"}"#, #"{"alg":"HS256","typ":null}"#,
                #"{"alg":"HS256","typ":"at+jwt"}"#,
            ].map { forge.signed(header: $0) }
        },
        TokenAttack("a header with a member twice") { forge in
            [
                #"{"alg":"HS256","alg":"HS256","typ":"JWT"}"#, #"{"alg":"none","alg":"HS256","typ":"JWT"}"#,
                #"{"alg":"HS256","typ":"JWT","typ":"JWT"}"#, #"{"alg":"HS256","\u0061lg":"none","typ":"JWT"}"#,
            ].map { forge.signed(header: $0) }
        },
    ]
}
