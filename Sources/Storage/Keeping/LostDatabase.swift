/// What is left of a database that is not in its place any more.
package enum LostDatabase: Hashable, Sendable {
    /// It was removed or replaced, and is in this file now.
    case rescued(to: String)
    /// It was written over in its place: nothing.
    case overwritten
}
