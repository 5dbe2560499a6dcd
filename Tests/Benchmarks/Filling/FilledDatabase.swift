import ArgumentParser
import Foundation
import SQLiteStorage
import Storage
import TestSupport

/// A database with campaign 42 and many journeys.
struct FilledDatabase {
    let journeys: Int64
    var clickIDs = UUIDVersion.random

    /// Its name in the folder of filled databases.
    var fileName: String { "\(journeys)-journeys-version-\(clickIDs.rawValue).db" }

    /// Fills a new file, or takes the one that was filled before.
    ///
    /// - Returns: The path of a file that is not to be changed.
    func path(in folder: String) throws -> String {
        let path = "\(folder)/\(fileName)"
        guard !FileManager.default.fileExists(atPath: path) else { return path }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // Under another name until it is complete, and all of it in one file.
        let unfinished = path + ".part"
        let store = try SQLiteStore(path: unfinished, opening: .createIfMissing)
        try store.addSampleCampaign()
        try JourneyLoader.fill(store, journeys, clickIDs: clickIDs)
        try store.close()
        try FileManager.default.moveItem(atPath: unfinished, toPath: path)
        return path
    }

    /// A copy to be changed, in another folder.
    func copy(from folder: String, into other: TemporaryFolder) throws -> String {
        let source = try path(in: folder)
        let copy = other.path(URL(fileURLWithPath: source).lastPathComponent)
        try FileManager.default.copyItem(atPath: source, toPath: copy)
        return copy
    }
}

/// Where filled databases are.
struct FillingOptions: ParsableArguments {
    @Option(
        help: "A folder to keep filled databases in, and to find them again; by default they are removed.")
    var filled: String?

    /// The folder that was named, or `folder`.
    func folder(else folder: TemporaryFolder) -> String { filled ?? folder.path("filled") }
}
