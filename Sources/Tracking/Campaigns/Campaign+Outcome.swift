extension Campaign {
    /// What a postback with these parameters means for its journey, with the campaign's settings of now.
    package func outcome(of parameters: Parameters) -> Outcome {
        settings.outcome(of: parameters)
    }

    package func outcome(of postback: Postback) -> Outcome {
        settings.outcome(of: postback.parameters)
    }
}

extension Campaign.Settings {
    /// What a postback with these parameters means; without a mapper it is trash.
    package func outcome(of parameters: Parameters) -> Outcome {
        let status = statusMapper?.status(for: parameters) ?? .trash
        return Outcome(status: status, payout: status.isPaid ? cost : nil)
    }
}
