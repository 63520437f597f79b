/// Every subject by its name, which is also the name of its folder of inputs.
package enum FuzzSubjects: String, CaseIterable, Sendable {
    case fastCGIRecords = "fastcgi-records"
    case cgiVariables = "cgi-variables"
    case routerPaths = "router-paths"
    case queryStrings = "query-strings"
    case acceptFields = "accept-fields"
    case pageForms = "page-forms"
    case jsonBodies = "json-bodies"
    case expectedObjects = "expected-objects"
    case jws
    case base64url
    case apiTokens = "api-tokens"
    case phcStrings = "phc-strings"
    case bcryptStrings = "bcrypt-strings"
    case hashLists = "hash-lists"
    case passwordLists = "password-lists"
    case mime
    case emailAddresses = "email-addresses"
    case templates
    case pageTemplates = "page-templates"
    case clientAddresses = "client-addresses"
    case settingsFiles = "settings-files"
    case keyFiles = "key-files"
    case foldedTexts = "folded-texts"

    /// Makes the subject.
    package func make() throws -> any FuzzSubject {
        switch self {
        case .fastCGIRecords: FastCGIRecords()
        case .cgiVariables: CGIVariables(site: try FuzzedSite())
        case .routerPaths: RouterPaths(site: try FuzzedSite())
        case .queryStrings: QueryStrings(site: try FuzzedSite())
        case .acceptFields: AcceptFields(site: try FuzzedSite())
        case .pageForms: try PageForms(site: try FuzzedSite())
        case .jsonBodies: JSONBodies(site: try FuzzedSite())
        case .expectedObjects: ExpectedObjects()
        case .jws: try SignedTokens()
        case .base64url: Base64URLTexts()
        case .apiTokens: APITokenTexts()
        case .phcStrings: PHCStrings()
        case .bcryptStrings: BcryptStrings()
        case .hashLists: HashLists()
        case .passwordLists: PasswordLists()
        case .mime: try MIMEMessages()
        case .emailAddresses: EmailAddresses()
        case .templates: try Templates()
        case .pageTemplates: try PageMarkup()
        case .clientAddresses: try ClientAddresses()
        case .settingsFiles: SettingsFiles()
        case .keyFiles: KeyFiles()
        case .foldedTexts: FoldedTexts()
        }
    }
}
