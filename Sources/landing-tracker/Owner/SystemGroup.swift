import Foundation

/// A group of the operating system.
struct SystemGroup: Equatable, CustomStringConvertible {
    let identifier: gid_t

    init(identifier: gid_t) {
        self.identifier = identifier
    }

    /// By its name, or by its number, which need not have a name.
    ///
    /// - Returns: nil when nobody has the name.
    init?(_ text: String) {
        if let entry = getgrnam(text) {
            identifier = entry.pointee.gr_gid
        } else if let number = gid_t(text), number < gid_t.max {
            identifier = number
        } else {
            return nil
        }
    }

    /// The name; where nobody has the number, that.
    var description: String { name ?? "\(identifier)" }

    private var name: String? { getgrgid(identifier).map { String(cString: $0.pointee.gr_name) } }
}
