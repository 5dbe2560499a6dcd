import Tracking

/// Names compare by bytes. Hashes are made and compared elsewhere; here they are texts.
package protocol LoginStore: Sendable {
    /// Begins a new era of login records.
    ///
    /// - Throws: `userExists`.
    func addUser(
        _ name: String, passwordHash: String, isReadOnly: Bool, at time: Timestamp
    ) throws(StoreError)

    /// Begins a new era of login records, and ends the user's sessions; nothing where another hash than `expected` is
    /// stored. nil: whichever is.
    ///
    /// - Returns: Whether there is such a user.
    func replacePasswordHash(
        of name: String, with hash: String, expecting expected: String?
    ) throws(StoreError) -> Bool

    /// - Returns: Whether there was such a user.
    func removeUser(_ name: String) throws(StoreError) -> Bool

    /// All users, by name.
    func users() throws(StoreError) -> [User]

    /// - Returns: nil when there is no such user.
    func userLogin(of name: String) throws(StoreError) -> UserLogin?

    /// - Returns: Whether there is such a user.
    func setReadOnly(_ isReadOnly: Bool, user name: String) throws(StoreError) -> Bool

    /// - Throws: `tokenExists`.
    func addToken(_ name: String, hash: String, isReadOnly: Bool, at time: Timestamp) throws(StoreError)

    /// - Returns: Whether there was such a token.
    func removeToken(_ name: String) throws(StoreError) -> Bool

    /// All tokens, by name.
    func tokens() throws(StoreError) -> [Token]

    /// - Returns: nil when no token has that hash.
    func token(hash: String) throws(StoreError) -> Token?

    /// What is stored under the keys in this era.
    func loginRecords(of keys: [LoginKey]) throws(StoreError) -> LoginRecords

    /// Adds changes to what is stored, unless their era is over; a few hundred at most.
    ///
    /// Keeps 20,000 records; beyond that, those that would expire first are removed.
    ///
    /// - Throws: `unavailable` soon when another process is writing.
    func addLoginRecords(_ changes: [LoginKey: LoginRecord], era: Int64) throws(StoreError)

    /// Adds changes only if under the keys there is still just what is known, so that nobody decides on what another has
    /// changed meanwhile.
    ///
    /// - Returns: false when there is something else; nothing is added then.
    /// - Throws: `unavailable` soon when another process is writing.
    func addLoginRecords(
        _ changes: [LoginKey: LoginRecord], to known: LoginRecords, of keys: [LoginKey]
    ) throws(StoreError) -> Bool
}

extension LoginStore {
    /// A user who may change everything.
    ///
    /// - Throws: `userExists`.
    package func addUser(_ name: String, passwordHash: String, at time: Timestamp) throws(StoreError) {
        try addUser(name, passwordHash: passwordHash, isReadOnly: false, at: time)
    }

    /// - Returns: nil when there is no such user.
    package func passwordHash(of name: String) throws(StoreError) -> String? {
        try userLogin(of: name)?.passwordHash
    }

    /// The same whichever hash is stored.
    package func replacePasswordHash(of name: String, with hash: String) throws(StoreError) -> Bool {
        try replacePasswordHash(of: name, with: hash, expecting: nil)
    }
}
