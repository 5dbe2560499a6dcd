import TestSupport

/// A responder in C on libfcgi with eight threads that accept; it stores nothing. What others are measured against.
struct NothingInC: Responder {
    func command(_ place: ResponderPlace) -> Command {
        Command(place.files.nothingProgram, [place.socket])
    }
}

/// The product's FastCGI server with nothing behind it.
struct NothingInSwift: Responder {
    func command(_ place: ResponderPlace) -> Command {
        Command(Repository.built("variants"), ["nothing", "--listen", "unix:\(place.socket)"])
    }
}
