package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.override.Overrides;
import io.writeguard.driver.schema.NameResolver;
import java.sql.Connection;
import org.postgresql.core.BaseConnection;

/** What a session is made of. */
record SessionParts(
        Connection raw,
        BaseConnection server,
        GuardedDatabase database,
        NameResolver names,
        FollowedTransaction transaction,
        OwnConnections ownConnections,
        OwnConnections ledgerConnections,
        Overrides overrides,
        ModeSwitch mode,
        Events events,
        SqlOverrides sqlOverrides,
        Refusals refusals) {}
