import ArgumentParser
import Storage
import Tracker

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer the web server's requests until SIGTERM or SIGINT.",
        discussion: """
            Stopping loses nothing: requests that have come are answered first. Waits, and answers 503, while the disk is \
            full, the database locked, or its folder not there; ends with 78 for what does not pass by itself. \
            SIGHUP reads the settings again. \
            As root it becomes the owner of the database's folder, who must be allowed to make the socket.
            """)

    @Flag(help: "Wait for a database that is not there, and make none.")
    var existing = false

    @OptionGroup var options: ServerOptions

    func run() throws {
        var service = Service(makesDatabase: !existing)
        try service.run(options.settings)
    }
}
