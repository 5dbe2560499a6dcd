import Storage
import Testing
import Tracking

@testable import Web

struct LoginThrottleTests {
    @Test(arguments: [
        ("198.51.100.7", [198, 51, 100, 7]), ("::ffff:198.51.100.7", [198, 51, 100, 7]),
        ("::FFFF:c633:6407", [198, 51, 100, 7]), ("2001:db8::1", [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0]),
        ("2001:db8:0:0:ffff::9", [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0]),
        ("2001:db8:0:1::1", [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 1]), ("::1", [0, 0, 0, 0, 0, 0, 0, 0]),
        ("fe80::1%eth0", [0xFE, 0x80, 0, 0, 0, 0, 0, 0]), ("unix:", [0]), ("", [0]), (nil, [0]),
        ("198.51.100", [0]), ("2001:db8::1/64", [0]), ("198.51.100.7\0", [0]),
    ])
    func networkIsTheSlash64(address: String?, bytes: [UInt8]) {
        #expect(ClientNetwork(address: address).bytes == bytes)
    }

    @Test func waitDoublesUpToItsMaximum() {
        let limit = LoginLimit(freeFailureCount: 5, maximumWaitSeconds: 60)
        let start = Timestamp(milliseconds: 1_000_000)
        for (count, wait) in [
            (0, nil), (4, nil), (5, 1), (6, 2), (7, 4), (8, 8), (9, 16), (10, 32), (11, 60), (12, 60),
            (1_000_000, 60),
        ] {
            let record = LoginRecord(failureCount: count, lastTryAt: start)
            #expect(limit.secondsToWait(after: record, at: start) == wait, "\(count)")
            let end = Timestamp(milliseconds: start.milliseconds + Int64(wait ?? 0) * 1000)
            #expect(limit.secondsToWait(after: record, at: end) == nil, "\(count)")
            guard let wait else { continue }
            let justBefore = Timestamp(milliseconds: end.milliseconds - 1)
            #expect(limit.secondsToWait(after: record, at: justBefore) == 1, "\(count)")
            // The clock of another thread is ahead.
            let before = Timestamp(milliseconds: start.milliseconds - 50)
            #expect(limit.secondsToWait(after: record, at: before) == wait, "\(count)")
        }
    }

    /// A clock that is set back an hour locks nobody out for an hour.
    @Test func failuresOfTheFutureAreForgotten() {
        let key = LoginKey(nameMark: 1)
        let record = LoginRecord(failureCount: 50, lastTryAt: Timestamp(milliseconds: 3_600_000))
        #expect(!record.isForgotten(key, at: Timestamp(milliseconds: 3_590_000)))
        #expect(record.isForgotten(key, at: Timestamp(milliseconds: 0)))
        let change = LoginRecord(failureCount: 1, lastTryAt: Timestamp(milliseconds: 0))
        #expect(record.adding(change, to: key) == change)
    }

    @Test func creditLastsNinetyDays() {
        let start = Timestamp(milliseconds: 1_000)
        let record = LoginRecord(lastTryAt: start, creditedAt: start)
        #expect(record.isCredited(at: start))
        #expect(record.isCredited(at: Timestamp(milliseconds: 1_000 + 90 * 86_400_000)))
        #expect(!record.isCredited(at: Timestamp(milliseconds: 1_001 + 90 * 86_400_000)))
        #expect(!LoginRecord(lastTryAt: start).isCredited(at: start))
    }

    /// Of a name that may be a password only 16 bits are kept.
    @Test func keysTellLittleOfAName() {
        let network = ClientNetwork(address: "198.51.100.7")
        let throttles = (0..<200_000).map {
            LoginThrottle(user: Array("name \($0)".utf8), network: network).keys
        }
        #expect(Set(throttles).count < 66_000)
        #expect(Set(throttles).count > 60_000)
    }
}
