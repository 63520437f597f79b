import HTTPTypes
import Hummingbird

extension HTTPFields {
    /// What every answer says.
    static let json: HTTPFields = [.contentType: "application/json", .xContentTypeOptions: "nosniff"]

    /// RFC 8288; the package has no constant for it.
    fileprivate static let link = HTTPField.Name("Link")!
}

extension Response {
    /// An answer whose body is JSON.
    init(_ status: HTTPResponse.Status = .ok, json: ByteBuffer, link: String? = nil) {
        var fields = HTTPFields.json
        if let link { fields[HTTPFields.link] = link }
        self.init(status: status, headers: fields, body: ResponseBody(byteBuffer: json))
    }
}
