import Tracking

/// The time zones that forms offer; any other one may stand in an address.
extension ReportZone {
    static let offered = [
        "UTC", "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "America/Argentina/Buenos_Aires",
        "America/Bogota", "America/Chicago", "America/Denver", "America/Lima", "America/Los_Angeles",
        "America/Mexico_City", "America/New_York", "America/Santiago", "America/Sao_Paulo", "America/Toronto",
        "Asia/Almaty", "Asia/Bangkok", "Asia/Dubai", "Asia/Ho_Chi_Minh", "Asia/Hong_Kong", "Asia/Jakarta",
        "Asia/Jerusalem", "Asia/Karachi", "Asia/Kolkata", "Asia/Manila", "Asia/Shanghai", "Asia/Singapore",
        "Asia/Tashkent", "Asia/Tbilisi", "Asia/Tokyo", "Australia/Sydney", "Europe/Athens", "Europe/Berlin",
        "Europe/Bucharest", "Europe/Istanbul", "Europe/Kyiv", "Europe/Lisbon", "Europe/London",
        "Europe/Madrid",
        "Europe/Moscow", "Europe/Paris", "Europe/Prague", "Europe/Rome", "Europe/Warsaw", "Pacific/Auckland",
    ]
}
