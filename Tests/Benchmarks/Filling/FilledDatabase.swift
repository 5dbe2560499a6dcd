import ArgumentParser
import Foundation
import SQLiteStorage
import Storage
import TestSupport

/// A database with many journeys, of campaign 42 or of it and the numbers behind it in turns.
struct FilledDatabase {
    let journeys: Int64
    var clickIDs = UUIDVersion.random
    var campaigns: Int64 = 1
    /// In a parameter of each click that nobody asks for.
    var paddingBytes = 0

    /// Its name in the folder of filled databases.
    var fileName: String {
        let share = campaigns == 1 ? "" : "-of-\(campaigns)-campaigns"
        let size = paddingBytes == 0 ? "" : "-with-\(paddingBytes)-bytes"
        return "\(journeys)-journeys\(share)\(size)-version-\(clickIDs.rawValue).db"
    }

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
        for number in 42..<(42 + campaigns) { try store.addSampleCampaign(number) }
        try JourneyLoader.fill(store, journeys, clickIDs: clickIDs, paddingBytes: paddingBytes)
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
