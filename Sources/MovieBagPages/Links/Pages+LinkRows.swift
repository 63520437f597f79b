import MovieBag
import Web

/// Tests: PageRouteTests.swift
extension Pages {
    /// Those that mails lead to. A token has dots, so it is none of the other names.
    static let linkRows: [Row] = [
        (page(.get, "/reset/done"), { $0.links.showChanged }),
        (page(.get, "/reset/{token}"), { $0.links.showForm }),
        (page(.post, "/reset/{token}", body: form), { $0.links.setPassword }),
        (page(.get, "/verify/done"), { $0.links.showVerified }),
        (page(.get, "/verify/{token}"), { $0.links.showVerification }),
        (page(.post, "/verify/{token}", body: form), { $0.links.verify }),
        (page(.get, "/email/done"), { $0.links.showNewAddress }),
        (page(.get, "/email/restored"), { $0.links.showRestoredAddress }),
        (page(.get, "/email/{token}"), { $0.links.showAddressChange }),
        (page(.post, "/email/{token}", body: form), { $0.links.changeAddress }),
        (page(.get, "/invitation/done"), { $0.links.showNewAccount }),
        (page(.get, "/invitation/mailed"), { $0.links.showMailed }),
        (page(.get, "/invitation/{token}"), { $0.links.showInvitation }),
        (page(.post, "/invitation/{token}", body: form), { $0.links.signUp }),
    ]
}
