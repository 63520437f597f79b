import MovieBag

/// Whether the service knows its clients apart, as far as the latest log-ins tell.
struct ClientAddressCheck {
    /// Whether MOVIE_BAG_TRUSTED_PROXIES is set.
    let namesProxies: Bool
    /// From where accounts have logged in of late.
    let origins: [LogInOrigin]

    var findings: [Finding] {
        if origins.contains(where: { $0.network == .unknown }) { return [withoutAddress] }
        guard !namesProxies, let network = UnnamedProxy.likeliest(origins) else { return [] }
        guard UnnamedProxy.judge(origins) != nil else { return [undecided(network)] }
        return [
            .warning(
                "clients: nearly all log-ins come from \(network), as they do behind a proxy; so no limit by client address "
                    + "holds for it, and strangers who guess passwords keep owners from logging in",
                fix: """
                    if it is a proxy or the web server of another machine, which must set X-Forwarded-For, name it:
                    MOVIE_BAG_TRUSTED_PROXIES=\(network)
                    if the site is used from one office, all is well
                    """)
        ]
    }

    private func undecided(_ network: ClientNetwork) -> Finding {
        .warning(
            "clients: \(origins.count { $0.network == network }) of \(origins.count) accounts that are watched log in from "
                + "\(network), too few to take it for a proxy; if it is one, its users share the limits by client address, and "
                + "one of them can keep the others from logging in",
            fix: """
                if it is a proxy of yours or the web server of another machine, which must set X-Forwarded-For, name it:
                MOVIE_BAG_TRUSTED_PROXIES=\(network)
                if you do not know the address, leave all as it is
                """)
    }

    private var withoutAddress: Finding {
        .warning(
            "clients: log-ins came without the address of a client (REMOTE_ADDR is empty or unix:), so no limit by client "
                + "address holds, and strangers who guess passwords keep owners from logging in",
            fix: namesProxies
                ? """
                have each proxy set X-Forwarded-For, and name them all; one that is reached through a unix socket is
                MOVIE_BAG_TRUSTED_PROXIES=unix
                """
                : """
                have the web server pass REMOTE_ADDR; if a proxy asks it through a unix socket, and sets X-Forwarded-For:
                MOVIE_BAG_TRUSTED_PROXIES=unix
                """)
    }
}
