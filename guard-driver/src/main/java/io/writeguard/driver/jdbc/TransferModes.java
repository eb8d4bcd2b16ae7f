package io.writeguard.driver.jdbc;

import org.postgresql.core.QueryExecutor;
import org.postgresql.core.v3.TypeTransferModeRegistry;

/** Which types travel in binary: the part of a {@link QueryExecutor} that it inherits. */
abstract class TransferModes implements TypeTransferModeRegistry {

    final QueryExecutor raw;

    TransferModes(QueryExecutor raw) {
        this.raw = raw;
    }

    @Override
    public final boolean useBinaryForReceive(int oid) {
        return raw.useBinaryForReceive(oid);
    }

    @Override
    public final boolean useBinaryForSend(int oid) {
        return raw.useBinaryForSend(oid);
    }
}
