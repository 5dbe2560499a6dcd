import Storage
import Tracking

/// Changes by nobody in particular.
extension Store {
    package func attribute(
        _ sent: CampaignID, to id: CampaignID, seenFrom horizon: Horizon? = nil
    ) throws(StoreError) -> Int {
        try attribute(sent, to: id, seenFrom: horizon, by: .command, at: Timestamp(milliseconds: 0))
    }

    package func beginMove(_ move: ClickMove, at time: Timestamp) throws(StoreError) -> Int64 {
        try beginMove(move, by: .command, at: time)
    }

    package func undoMove(_ run: Int64) throws(StoreError) -> UndoneMove {
        try undoMove(run, by: .command)
    }
}
