import Foundation

/// The way to a file, folder by folder and link by link, as the system goes it (path_resolution(7)).
struct PathWalk {
    /// The folder that the file is in, or would be; where there is none, the last one above it that there is.
    private(set) var folder = "/"
    /// The file; nil when there is none, or none that may be looked at.
    private(set) var file: String?
    private(set) var isFolderMissing = false
    /// The symbolic links that were followed.
    private(set) var links: [String] = []
    /// The names that lie ahead, the next one last.
    private var names: [String]

    /// As many as Linux follows.
    private static let linkLimit = 40

    init(to path: String) {
        let start = path.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath + "/"
        names = Self.names(in: start + path)
        while let name = names.popLast(), file == nil, step(to: name) {}
    }

    /// - Returns: Whether it goes on from there.
    private mutating func step(to name: String) -> Bool {
        guard name != "." else { return true }
        let folderPath = folder as NSString
        guard name != ".." else {
            folder = folderPath.deletingLastPathComponent
            return true
        }
        let place = folderPath.appendingPathComponent(name)
        switch FileStatus(place)?.kind {
        case nil:
            isFolderMissing = errno == ENOENT && !names.isEmpty
            return false
        case .folder: folder = place
        case .link: return follow(place)
        case .socket, .other: file = place
        }
        return true
    }

    private mutating func follow(_ link: String) -> Bool {
        guard links.count < Self.linkLimit,
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        else { return false }
        links.append(link)
        names += Self.names(in: target)
        if target.hasPrefix("/") { folder = "/" }
        return true
    }

    private static func names(in path: String) -> [String] {
        path.split(separator: "/").reversed().map(String.init)
    }
}

extension String {
    /// The path from the root, without links as far as there are any to follow.
    var resolvedPath: String {
        let walk = PathWalk(to: self)
        if let file = walk.file { return file }
        guard !walk.isFolderMissing else { return URL(fileURLWithPath: self).path }
        return (walk.folder as NSString).appendingPathComponent((self as NSString).lastPathComponent)
    }
}
