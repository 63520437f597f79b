import Testing

@Suite struct WellKnownTests {
    @Test(arguments: ["", "/bag"]) func aPasswordManagerIsLedToTheDescription(prefix: String) throws {
        try withWorld(Arrangement(publicURL: "https://example.org\(prefix)")) { world in
            let response = try world.send(Call("GET", "\(prefix)/.well-known/change-password"))
            #expect(response.status == 302)
            #expect(response["Location"] == ["\(prefix)/api#post-auth-password"])
            #expect(response["Cache-Control"] == ["no-store"])
        }
    }

    @Test func withoutAContactThereIsNoSecurityText() throws {
        try withWorld { world in
            try expect(try world.send(Call("GET", "/.well-known/security.txt")), is: .notFound)
        }
    }

    @Test func theSecurityTextHasContactsAndAnExpiryThatHoldsAllDay() throws {
        let arrangement = Arrangement(
            publicURL: "https://example.org/bag",
            securityContacts: ["mailto:security@example.org", "https://example.org/report"])
        try withWorld(arrangement) { world in
            let call = Call("GET", "/bag/.well-known/security.txt")
            let response = try world.send(call)
            #expect(response["Content-Type"] == ["text/plain; charset=utf-8"])
            #expect(
                response.text == """
                    Contact: mailto:security@example.org
                    Contact: https://example.org/report
                    Expires: 2026-06-14T00:00:00Z
                    Preferred-Languages: en
                    Canonical: https://example.org/bag/.well-known/security.txt

                    """)
            let tag = try #require(response["ETag"].first)
            world.clock.advance(seconds: 31_999)
            #expect(try world.send(call.unless(tag)).status == 304)
            world.clock.advance(seconds: 1)
            let next = try world.send(call.unless(tag))
            #expect(next.status == 200 && next.text.contains("Expires: 2026-06-15T00:00:00Z\n"))
        }
    }

    @Test func theCatalogLeadsToTheDescriptions() throws {
        try withWorld(Arrangement(publicURL: "https://example.org/bag")) { world in
            let response = try world.send(Call("GET", "/bag/.well-known/api-catalog"))
            #expect(
                response["Content-Type"]
                    == [#"application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727""#])
            #expect(
                response.text == #"{"linkset":[{"anchor":"https://example.org/bag/api","#
                    + #""service-desc":[{"href":"https://example.org/bag/api/openapi.json","type":"application/json"}],"#
                    + #""service-doc":[{"href":"https://example.org/bag/api","type":"text/html"}],"#
                    + #""status":[{"href":"https://example.org/bag/api/health","type":"application/json"}]}]}"#)
            #expect(response["Link"] == ["</bag/.well-known/api-catalog>; rel=\"api-catalog\""])
            #expect(response["Cache-Control"] == ["public, max-age=0, s-maxage=1"])
            let head = try world.send(Call("HEAD", "/bag/.well-known/api-catalog"))
            #expect(head["Link"] == response["Link"] && head.status == 200)
        }
    }
}
