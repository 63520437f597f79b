import MovieBag

/// What the routes of accounts do for anyone.
///
/// Tests: OpenAPIDocumentTests.swift
extension Operation {
    static let signUp = Operation(
        "Sign up",
        body: [
            .required("email", .email), .required("password", .newPassword),
            .optional("name", .text(DisplayName.lengths), "What others see", example: "\"Ann\""),
            .optional("invitation", .text(), "The token of an invitation"),
        ],
        returns: .object([.required("id", .id)]),
        errors: [.weakPassword, .emailAlreadyExists, .signUpClosed, .invitationRequired, .badInvitation])
    static let verify = Operation(
        "Prove an address with the token of a mail, and set the password",
        body: [.token("token"), .required("password", .newPassword)],
        returns: .message, errors: [.weakPassword, .badToken, .expired])
    static let resendVerification = Operation(
        "Have another link mailed that proves an address", body: [.required("email", .email)], returns: .message)
    static let logIn = Operation(
        "Log in",
        body: [
            .required("email", .text(), example: "\"ann@example.org\""),
            .required("password", .text(), example: "\"correct horse\""),
        ],
        returns: .object([.required("token", .text())]),
        errors: [.unauthorized, .accountDisabled, .emailNotVerified])
    static let forgotPassword = Operation(
        "Have a link mailed that sets a new password", body: [.required("email", .email)], returns: .message,
        errors: [.emailDoesNotExist])
    static let resetPassword = Operation(
        "Set a new password with the token of a mail",
        body: [.token("reset_token"), .required("password", .newPassword)],
        returns: .message, errors: [.weakPassword, .badToken, .expired])
    static let confirmEmail = Operation(
        "Confirm a new address with the token of a mail", body: [.token("token")], returns: .message,
        errors: [.badToken, .expired])
    static let undoEmail = Operation(
        "Restore the old address with the token of a mail", body: [.token("token")], returns: .message,
        errors: [.badToken, .expired])
}

extension Member {
    /// The token of a mail.
    fileprivate static func token(_ name: String) -> Member {
        .required(name, .text(), "As the link has it", example: "\"eyJhbGciOiJIUzI1NiIs…\"")
    }
}
