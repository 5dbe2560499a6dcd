/// Why bytes are not the JSON that was asked for.
package enum JSONError: Error, Hashable {
    /// Not RFC 8259, or not UTF-8; the offset of the first byte that does not fit.
    case malformed(offset: Int)
    /// More than 128 levels of arrays and objects.
    case tooDeep
    /// Valid JSON, but its top level is something else than an object.
    case notAnObject
    /// An object with more members than were allowed; valid JSON up to there.
    case tooManyMembers
}
