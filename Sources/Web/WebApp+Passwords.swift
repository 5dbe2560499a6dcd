import Dispatch
import HTTP
import Passwords

/// What takes long for good reason: passwords are looked at, and hashed, by no clerk, so that whoever guesses does not keep
/// them from those whose login is known.
extension WebApp {
    /// First step of a visit that needs a login.
    func logIn(_ visit: Visit, since arrival: DispatchTime) {
        let attempt = loginAttempt(for: visit, since: arrival)
        take(attempt) {
            try requirePrivacy(of: visit.request)
            settle(attempt, with: try authentication.finding(for: visit.request))
        }
    }

    /// After which the visit goes on.
    func loginAttempt(for visit: Visit, since arrival: DispatchTime) -> LoginAttempt {
        LoginAttempt(visit: visit, arrival: arrival) { [self] identity in
            if visit.match.audience == .login { recentLogins.insert(visit.request) }
            assign(visit.identified(as: identity))
        } refuse: { [self] seconds in
            if visit.match.audience == .login { recentLogins.remove(visit.request) }
            let error = RequestError.wrongLogin(retryAfterSeconds: seconds)
            return response(to: error, of: visit.request, as: visit.match.surface)
        }
    }

    /// Goes on at once with who is known, or has the password looked at.
    func settle(_ attempt: LoginAttempt, with finding: Authentication.Finding) {
        switch finding {
        case .identity(let identity): attempt.goOn(identity)
        case .claim(let claim): check(claim, of: attempt)
        }
    }

    private func check(_ claim: PasswordClaim, of attempt: LoginAttempt) {
        hand(attempt.visit, to: passwords.doorkeepers) { [self] visit in
            take(attempt) {
                let admitted = try authentication.admit(claim)
                hand(visit, to: passwords.hashers, ahead: admitted.hasCredit) { visit in
                    self.take(attempt) {
                        let identity = try self.authentication.check(admitted)
                        self.hand(visit.identified(as: identity), to: self.clerks) { _ in
                            attempt.goOn(identity)
                        }
                    }
                }
            }
        }
    }

    /// Does a step of an attempt, and answers where that shows it to be wrong.
    func take(_ attempt: LoginAttempt, _ step: () throws -> Void) {
        do {
            try step()
        } catch RequestError.wrongLogin(let seconds) {
            // Made here: what waits is an answer, without its request.
            let visit = attempt.visit
            let response = visit.match.audience.decorated(attempt.refuse(seconds), for: visit.request)
            delayedAnswers.hold(since: attempt.arrival) { [answer = visit.answer] in answer(response) }
        } catch {
            fail(attempt.visit, error)
        }
    }

    // MARK: Within an answer

    /// Whether whoever is on the pages still knows the password: as at a login, the limits of wrong ones included.
    func confirm(_ confirmation: PasswordConfirmation, for visit: Visit) {
        guard let identity = visit.identity else { return fail(visit, RequestError.loginMissing) }
        let attempt = LoginAttempt(visit: visit, arrival: .now()) { [self] known in
            perform(visit) {
                // Somebody else may have the name by now.
                guard let hash = known.passwordHash else { throw RequestError.loginMissing }
                return try confirmation.goOn(hash)
            }
        } refuse: { seconds in
            confirmation.refuse(seconds)
        }
        take(attempt) {
            let user = Array(identity.name.utf8)
            settle(attempt, with: try authentication.finding(user, confirmation.password, visit.request))
        }
    }

    /// Hashes a new password, ahead of those that strangers try.
    func hash(_ hashing: PasswordHashing, for visit: Visit) {
        hand(visit, to: passwords.hashers, ahead: true) { [self] visit in
            do {
                let hash = try hashing.password.hash()
                hand(visit, to: clerks) { visit in
                    self.perform(visit) { try hashing.goOn(hash) }
                }
            } catch {
                fail(visit, error)
            }
        }
    }
}
