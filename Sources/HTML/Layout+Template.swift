import Mustache

/// What the template `layout` names.
extension Layout: MustacheParent {
    package func child(named name: String) -> Any? {
        switch name {
        case "title": title
        case "base": base
        case "style": "\(base)/assets/\(Asset.style.name)"
        case "script": "\(base)/assets/\(Asset.script.name)"
        case "icon": "\(base)/assets/\(Asset.icon.name)"
        case "account": account
        case "navigation": account == nil ? [] : navigation
        case "notice": notice
        case "mayChange": account?.mayChange ?? false
        case "formToken": account?.formToken ?? ""
        default: nil
        }
    }

    private var navigation: [Link] {
        Section.allCases.map { section in
            Link(title: section.title, address: "\(base)/\(section.path)", isCurrent: section == self.section)
        }
    }
}

extension Layout.Section {
    fileprivate var title: String {
        switch self {
        case .overview: "Overview"
        case .leads: "Leads"
        case .live: "Live"
        case .unattributed: "Unattributed"
        case .users: "Users"
        case .status: "Status"
        }
    }

    fileprivate var path: String { self == .overview ? "" : rawValue }
}
