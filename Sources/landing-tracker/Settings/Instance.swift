import FastCGI

/// One of the trackers of a machine: the first one, which has no name, or one that `--instance` names.
///
/// The units `landing-tracker@.service` and `landing-tracker@.socket` have the same places.
struct Instance: Equatable {
    /// nil for the first one.
    let name: String?

    static let first = Instance(name: nil)

    private init(name: String?) {
        self.name = name
    }

    /// A letter, then letters, digits and underscores: such a name can be a part of a user's name, of a path, of a unit's
    /// name and of a variable of nginx. Its user is `landing-tracker-NAME`, and systemd takes 31 characters for that.
    ///
    /// - Returns: nil for any other name.
    init?(named name: String) {
        guard name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, name.utf8.count <= Self.longestName else {
            return nil
        }
        self.name = name
    }

    static let longestName = 15

    var settingsFile: String { "/etc/landing-tracker/\(name ?? "landing-tracker").conf" }
    var databasePath: String { "/var/lib/\(place)/tracker.db" }
    var listen: ListenAddress { .unix(path: "/run/\(place)/fcgi.sock") }
    var serviceUnit: String { "\(unit).service" }
    var socketUnit: String { "\(unit).socket" }

    private var unit: String { "landing-tracker\(name.map { "@\($0)" } ?? "")" }

    private var place: String { "landing-tracker\(name.map { "-\($0)" } ?? "")" }
}
