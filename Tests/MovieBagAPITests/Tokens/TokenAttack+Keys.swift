import Cryptography

extension TokenAttack {
    /// What a header may try where there are several keys: a name that leads to another one, or to none. The tokens are those of
    /// ``KeyAttackTests``: signed with the first key, whose name is `first`, while `second` and one without a name verify.
    static let onKeys: [TokenAttack] = [
        TokenAttack("the name of another key, or no name") { forge in
            [
                "second", "-", "third", "First", "FIRST", "firs", "first2", "fir\\u0073t", "\\u0066irst", " first",
                "first ",
            ]
            .map { forge.signed(header: #"{"alg":"HS256","kid":"\#($0)","typ":"JWT"}"#) }
                + [forge.signed(header: TokenForge.header)]
        },
        TokenAttack("the right name in another header") { forge in
            [
                #"{"alg":"HS256","typ":"JWT","kid":"first"}"#, #"{"kid":"first","alg":"HS256","typ":"JWT"}"#,
                #"{"alg":"HS256","kid":"first"}"#, #"{"kid":"first","typ":"JWT"}"#, #"{"kid":"first"}"#,
                #"{"alg":"HS256", "kid":"first","typ":"JWT"}"#, #"{"alg":"HS256","kid":"first","typ":"JWT"} "#,
                #"{"alg":"HS256","kid":"first","typ":"JWT","cty":"JWT"}"#, #"{"alg":"none","kid":"first","typ":"JWT"}"#,
                #"{"alg":"HS512","kid":"first","typ":"JWT"}"#, #"{"alg":"HS256","kid":"first","typ":"jwt"}"#,
                #"{"alg":"HS256","kid":"second","kid":"first","typ":"JWT"}"#,
                #"{"alg":"HS256","kid":"first","kid":"first","typ":"JWT"}"#,
                #"{"alg":"HS256","kid":"first","crit":["kid"],"typ":"JWT"}"#,
            ].map { forge.signed(header: $0) }
        },
        TokenAttack("kid of every kind, in the place of the name") { forge in
            [
                #""../../../../dev/null""#, #""/proc/sys/kernel/randomize_va_space""#, #""first' OR '1'='1""#,
                #""x' UNION SELECT 'key'; --""#, #""first\u0000""#, #""\u0000""#, "[]", #"["first"]"#,
                #"{"kid":"first"}"#,
                "null", "true", "0", #""""#, #""|/bin/true""#, "\"\(String(repeating: "k", count: 64))\"",
                "\"\(String(repeating: "k", count: 5000))\"",
            ].flatMap { kid in
                let header = #"{"alg":"HS256","kid":\#(kid),"typ":"JWT"}"#
                return [forge.signed(header: header), forge.signedByAttacker(header: header)]
            }
        },
        TokenAttack("a known name and a key of the attacker's") { forge in
            ["first", "second"].map {
                forge.signedByAttacker(header: #"{"alg":"HS256","kid":"\#($0)","typ":"JWT"}"#)
            } + [forge.signedByAttacker(header: TokenForge.header)]
        },
    ]
}
