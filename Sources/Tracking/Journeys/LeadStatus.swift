/// What a network's word means to us, decided by a campaign's status mapper.
package enum LeadStatus: String, CaseIterable, Sendable {
    /// The conversion is confirmed and will be paid.
    case accept
    /// The conversion is on hold; it may still be paid.
    case expect
    /// The conversion was refused.
    case reject
    /// The conversion is worthless, or its word is not in the mapper.
    case trash

    /// Whether a journey in this status carries the campaign's cost.
    package var isPaid: Bool { self == .accept || self == .expect }
}
