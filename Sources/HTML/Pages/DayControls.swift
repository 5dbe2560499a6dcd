/// Which days a page shows, and in which time zone.
///
/// A page that has it as its property `days` shows it by `{{>days}}`.
package struct DayControls: Sendable {
    /// Where its forms lead to.
    let action: String
    let spans: [AddressChoice]
    /// Whether the forms for what is not to be chosen are open.
    let isOpen: Bool
    let isOwn: Bool
    let first: DayField
    let last: DayField
    let zones: [FieldChoice]
    let otherZone: FieldState
    /// Of the address: what a form for the days, and one for the zone, leaves as it is.
    let besideDays: [HiddenField]
    let besideZone: [HiddenField]

    package init(
        action: String, spans: [AddressChoice], isOpen: Bool, isOwn: Bool, first: DayField,
        last: DayField,
        zones: [FieldChoice], otherZone: FieldState, besideDays: [HiddenField], besideZone: [HiddenField]
    ) {
        self.action = action
        self.spans = spans
        self.isOpen = isOpen
        self.isOwn = isOwn
        self.first = first
        self.last = last
        self.zones = zones
        self.otherZone = otherZone
        self.besideDays = besideDays
        self.besideZone = besideZone
    }
}

/// One of several addresses.
package struct AddressChoice: Sendable {
    let title: String
    let address: String
    let isCurrent: Bool

    package init(_ title: String, to address: String, isCurrent: Bool = false) {
        self.title = title
        self.address = address
        self.isCurrent = isCurrent
    }
}

/// A field that a form sends as it is.
package struct HiddenField: Sendable {
    let name: String
    let value: FieldValue

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = FieldValue(value)
    }
}
