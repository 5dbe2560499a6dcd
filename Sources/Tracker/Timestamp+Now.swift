import Foundation
import Tracking

extension Timestamp {
    /// The moment of the call, by the system's clock.
    package static var now: Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
