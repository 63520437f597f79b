import Testing

/// Each member of each route, with values of wrong types and without it.
@Suite struct RouteMemberTests {
    private static func body(_ members: [String: String]) -> [UInt8] {
        Array("{\(members.map { "\(quoted($0)):\($1)" }.joined(separator: ","))}".utf8)
    }

    /// ASVS 1.5.2, 15.3.5
    @Test(arguments: Route.takingBodies) func aMemberOfAnotherTypeIsRefused(route: Route) throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            let good = try route.members
            for (name, value) in try good.merging(route.optionalMembers, uniquingKeysWith: { $1 }) {
                for other in value.others where other != "null" || !route.isNullable(name) {
                    var members = good.mapValues(\.json)
                    members[name] = other
                    let body = Self.body(members)
                    try expect(
                        try world.send(route.call(body, token: user.token)), is: .schemaValidation,
                        "\(String(decoding: body, as: UTF8.self))")
                }
            }
        }
    }

    /// Routes that change what is named, and those whose members have defaults, need none of them.
    private static let needingAll = Route.needingMembers.filter { !["PATCH", "PUT"].contains($0.method) }

    /// ASVS 1.5.2, 15.3.5
    @Test(arguments: needingAll) func aMissingMemberIsRefused(route: Route) throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            let good = try route.members.mapValues(\.json)
            for name in good.keys {
                let body = Self.body(good.filter { $0.key != name })
                try expect(try world.send(route.call(body, token: user.token)), is: .schemaValidation, "\(name)")
            }
        }
    }

    /// So that no member of a route is left out above: what is not named there is unknown to it.
    @Test(arguments: Route.takingBodies) func noOtherMemberIsKnown(route: Route) throws {
        try withWorld { world in
            let user = try world.addAdministrator()
            let good = try route.members
            let names = try Route.memberNames.subtracting(good.keys).subtracting(route.optionalMembers.keys)
            #expect(names.count > 8)
            for name in names {
                let body = Self.body(["\(name)": "null"])
                let response = try world.send(route.call(body, token: user.token))
                try expect(response, is: .schemaValidation, "\(name)")
                #expect(response.text.contains("has an unknown member"), "\(name): \(response.text)")
            }
            for name in try route.optionalMembers.keys {
                let response = try world.send(route.call(Self.body([name: "null"]), token: user.token))
                #expect(!response.text.contains("has an unknown member"), "\(name): \(response.text)")
            }
        }
    }
}
