package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.BaseConnection;

/** Tells the submissions of one connection that concern the guard from those that do not. */
final class Concerns {

    private final BaseConnection server;
    private final SessionCatalog catalogs;
    private final GuardFailures failures;

    Concerns(BaseConnection server, SessionCatalog catalogs, GuardFailures failures) {
        this.server = server;
        this.catalogs = catalogs;
        this.failures = failures;
    }

    /** What the known catalog says is in no one's reach passes, whatever becomes of the look at a newer one. */
    boolean passes(ReadSql text) throws SQLException {
        try {
            catalogs.refresh();
        } catch (SQLException failure) {
            if (text.concerns(catalogs.known())) {
                throw failures.translate(failure);
            }
        }
        return !text.concerns(catalogs.known()) && StandardStrings.in(text.sql(), server);
    }

    /** Whether all of them pass. */
    boolean pass(List<Submission> submissions) throws SQLException {
        for (Submission submission : submissions) {
            if (!passes((ReadSql) submission.text())) {
                return false;
            }
        }
        return true;
    }

    /** Whether none of them does more than read; to be asked of what does not {@link #pass}. */
    boolean onlyRead(List<Submission> submissions) {
        Catalog catalog = catalogs.known();
        for (Submission submission : submissions) {
            ReadSql text = (ReadSql) submission.text();
            if (!text.onlyReads(catalog) || !StandardStrings.in(text.sql(), server)) {
                return false;
            }
        }
        return true;
    }
}
