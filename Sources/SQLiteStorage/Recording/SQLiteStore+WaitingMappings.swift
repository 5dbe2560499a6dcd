import Storage
import Tracking

extension SQLiteStore {
    package func mapSomePostbacks() throws(StoreError) -> Bool {
        try mapSomePostbacks(patience: .zero)
    }

    /// The same until nothing waits, for whoever waits for a lock that another process holds.
    func mapAllPostbacks() throws(StoreError) {
        while try mapSomePostbacks(patience: LockPatience.usual) { try longChanges.goOn(on: path) }
    }

    private func mapSomePostbacks(patience: Duration) throws(StoreError) -> Bool {
        let portions = try read(MappingPortion.some(in:))
        guard !portions.isEmpty else { return try returnSomePostbacks(patience: patience) }
        // What takes long is done before the writer is taken.
        let mapped = portions.map { (portion: $0, conversions: $0.mapped) }
        try write(patience: patience) { database in
            for (portion, conversions) in mapped { try portion.write(conversions, to: database) }
        }
        return true
    }

    private func returnSomePostbacks(patience: Duration) throws(StoreError) -> Bool {
        guard let portion = try read(ReturnPortion.init(in:)) else { return false }
        try write(patience: patience) { try portion.write(to: $0) }
        return true
    }
}
