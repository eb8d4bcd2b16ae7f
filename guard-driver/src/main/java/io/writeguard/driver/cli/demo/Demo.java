package io.writeguard.driver.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Replays the three incidents and prints what became of the secrets. */
public final class Demo {

    private static final List<Incident> INCIDENTS =
            List.of(new TokenCheck(), new RedactedWriteBack(), new RefreshRace());

    private final DemoServer server;
    private final PrintStream out;
    private final Progress progress;

    /**
     * @param urls from the name of a database on an otherwise unused server to its URL, which has a {@code ?}
     */
    public Demo(UnaryOperator<String> urls, PrintStream out) {
        this.server = new DemoServer(urls);
        this.out = out;
        this.progress = new Progress(out);
    }

    /** Returns whether each incident did its damage without the guard and none with it. */
    public boolean run() throws SQLException, IOException {
        boolean held = true;
        for (Incident incident : INCIDENTS) {
            Comparison comparison = replay(incident);
            comparison.print(out);
            held &= comparison.held();
        }
        out.println(held ? "The guard held." : "THE GUARD DID NOT HOLD.");
        return held;
    }

    private Comparison replay(Incident incident) throws SQLException, IOException {
        progress.say("preparing: " + incident.title());
        String original = server.fill(incident);
        String unguarded = server.copy(original, "_unguarded");
        String guarded = server.copy(original, "_guarded");
        return new Comparison(
                incident,
                run("without the guard", incident, unguarded, server.url(unguarded)),
                run("with the guard", incident, guarded, server.guardedUrl(guarded, incident)));
    }

    private Outcome run(String what, Incident incident, String database, String url) throws SQLException {
        Observer observer = new Observer(sent -> progress.say(what, sent, incident.statements()));
        long before = server.count(database, incident.liveSecrets());
        progress.say(what);
        try {
            incident.replay(url, observer);
        } catch (SQLException e) {
            observer.stopped(e);
        }
        return observer.outcome(before, server.count(database, incident.liveSecrets()));
    }
}
