/// Where roles are asked. A store belongs to one thread.
///
/// Every function throws what ``Storage`` says when it could not be done.
package protocol RoleStore {
    /// Whether an account is an administrator who is not disabled.
    func isAdministrator(_ account: AccountID) throws -> Bool
}
