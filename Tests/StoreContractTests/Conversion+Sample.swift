import TestSupport
import Testing
import Tracking

/// What a postback of the sample campaign makes; `cost` is in whole units of the currency.
func conversion(
    _ status: LeadStatus, cost: Int64?, currency: String = "usd", at milliseconds: Int64 = 1_000
) throws -> Conversion {
    let currency = try #require(Currency(currency))
    return Conversion(
        status: status,
        payout: cost.map {
            Payout(amount: Money(hundredThousandths: $0 * Money.unit), currency: currency)
        },
        reportedAt: Timestamp(milliseconds: milliseconds))
}
