import MovieBag
import Text
import Web

/// Tells whether a form was sent from a page of this site.
///
/// Browsers say how the page that sends a request is related to its site (`Sec-Fetch-Site`, Fetch metadata section 2.4), older
/// ones from which origin it comes (RFC 6454). Where neither says so, the token in the form must be the visitor's.
///
/// Tests: CrossSiteCheckTests.swift
struct CrossSiteCheck: Sendable {
    private let origin: String
    private let codes: FormCodes

    init(_ site: PublicURL, codes: FormCodes) {
        origin = site.origin
        self.codes = codes
    }

    /// - Parameters:
    ///   - form: `nil` when it did not arrive whole.
    ///   - holdsSecret: whether the address has a token that no other site knows, which counts as that of the form.
    /// - Throws: ``ForgedForm`` when it was not, or when nothing shows that it was.
    func require(
        _ request: Request, _ form: FormFields?, of visitor: FormCodes.Visitor, orSecretIn holdsSecret: Bool,
        at now: UnixTime
    ) throws {
        if let site = request.fetchSite {
            guard site.elementsEqual("same-origin".utf8) else { throw ForgedForm() }
            return
        }
        // Chromium sends null from a page that tells its address to no site.
        if let sent = request.origin, !sent.elementsEqual("null".utf8) {
            guard String(decoding: sent, as: UTF8.self).lowercased() == origin else { throw ForgedForm() }
            return
        }
        if holdsSecret { return }
        guard let token = try form?.single("form_token"), try codes.isGood(token, for: visitor, at: now) else {
            throw ForgedForm()
        }
    }
}

/// A form was sent from another site, or from a page of this one that is too old.
package struct ForgedForm: Error, Equatable {
    package init() {}
}

extension PublicURL {
    /// Scheme, host and port, as browsers send it: without the port of the scheme, in small letters.
    var origin: String {
        let root = String(description.dropLast(path.utf8.count)).lowercased()
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")]
        where root.hasPrefix(scheme) && root.hasSuffix(port) {
            return String(root.dropLast(port.utf8.count))
        }
        return root
    }
}
