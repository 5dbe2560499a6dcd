import Logging
import Storage
import Tracking

/// A store with a recorder, as a process has them.
package final class RecordingStore: Sendable {
    package let site: StoreSite
    package let store: any Store
    package let recorder: Recorder

    /// What its recorder does otherwise than that of the product.
    package struct Options: Sendable {
        /// On a busy machine, no event of a test is to expire.
        package var patienceSeconds: Double = 60
        package var indexBatchSize: Int?
        package var limits = QueueLimits()
        package var logger = Logger.silent

        package init() {}
    }

    /// On a database of its own, which has sample campaigns of these numbers.
    package convenience init(_ kind: StoreKind, campaigns: [Int64] = []) throws {
        self.init(try kind.makeSite())
        for number in campaigns { try store.addSampleCampaign(number) }
    }

    /// The first process on a database; or, with a store that the site has opened for it, another one.
    package init(_ site: StoreSite, store: (any Store)? = nil, options: Options = Options()) {
        self.site = site
        self.store = store ?? site.store
        recorder = Recorder(
            store: self.store, logger: options.logger, patienceSeconds: options.patienceSeconds,
            indexBatchSize: options.indexBatchSize, limits: options.limits)
    }

    deinit {
        recorder.stop()
    }

    /// A second process on the same database.
    package func anotherProcess() throws -> RecordingStore {
        RecordingStore(site, store: try site.open())
    }

    /// Hands over an event and waits for its answer.
    @discardableResult
    package func record(_ event: Event, at milliseconds: Int64 = 1_000) throws -> Recorded {
        try recorder.answers(to: [event], at: milliseconds)[0].get()
    }

    package func journey(_ id: ClickID) throws -> Journey {
        guard let journey = try store.journey(id) else { throw Unexpected("no journey \(id)") }
        return journey
    }

    package func statistics(_ query: StatisticsQuery) throws -> Statistics {
        guard let statistics = try store.statistics(query) else {
            throw Unexpected("no campaign \(query.campaign)")
        }
        return statistics
    }
}
