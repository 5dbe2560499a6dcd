/// What the clients send.
enum EventMix: String {
    case clicks
    /// By GET, of clicks sent before.
    case leads
    /// By GET, of clicks sent before; the campaign maps each to accept.
    case postbacks
    /// 100 clicks to 30 of their leads to 15 of their postbacks.
    case site

    /// What must have been sent before, with the same seed.
    var groundwork: EventMix {
        switch self {
        case .clicks, .leads, .postbacks: .clicks
        case .site: .site
        }
    }

    var needsKnownClicks: Bool { self == .leads || self == .postbacks }
}

/// The kind of UUID that click ids are (RFC 9562).
enum UUIDVersion: Int {
    case random = 4
    /// Begins with the time, so that ids made one after the other stand near each other in an index.
    case timeOrdered = 7
}
