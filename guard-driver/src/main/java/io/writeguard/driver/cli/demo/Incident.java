package io.writeguard.driver.cli.demo;

import java.sql.SQLException;

/** One incident, as an application lived it. */
interface Incident {

    /** Base name of its resources: {@code NAME.sql} sets the tables up, {@code NAME.yaml} are the guard's rules. */
    String name();

    String title();

    /** What happened, and where it is told. */
    String story();

    /** Counts the live secrets. */
    String liveSecrets();

    /** How many dangerous statements the application means to send. */
    int statements();

    /** The live secrets that have to be left for the guard to have held. */
    long leastLeft();

    /**
     * Does what the application did.
     *
     * @param url of the database, through the guard or not
     * @param observer told of each dangerous statement
     * @throws SQLException what ended the application's job; where each request stands alone, the observer gets it instead
     */
    void replay(String url, Observer observer) throws SQLException;
}
