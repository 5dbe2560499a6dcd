import Digests

/// A file that pages need beside themselves: its name has a hash of what is in it, so that browsers keep it for ever.
package struct Asset: Sendable {
    package let name: String
    /// A media type.
    package let contentType: String
    package let bytes: [UInt8]

    package static let style = Asset(
        "dashboard", "css", "text/css; charset=utf-8", PackageResources.dashboard_css)
    package static let script = Asset(
        "dashboard", "js", "text/javascript; charset=utf-8", PackageResources.dashboard_js)

    package static let icon = Asset("icon", "svg", "image/svg+xml", PackageResources.icon_svg)

    /// - Returns: nil when there is none of that name.
    package static func named(_ name: String) -> Asset? {
        [style, script, icon].first { $0.name == name }
    }

    private init(_ name: String, _ suffix: String, _ contentType: String, _ bytes: [UInt8]) {
        let hash = SHA256.hexadecimal(Array(SHA256.digest(bytes).prefix(6)))
        self.name = "\(name)-\(hash).\(suffix)"
        self.contentType = contentType
        self.bytes = bytes
    }
}
