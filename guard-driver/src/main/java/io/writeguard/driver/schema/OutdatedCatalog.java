package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.sql.SQLException;

/** A name of the rules file stands for a table that the catalog does not know: it has to be looked up again. */
public final class OutdatedCatalog extends SQLException {

    private static final long serialVersionUID = 1L;
    private static final String SYSTEM_ERROR = "58000";

    OutdatedCatalog(TableName table) {
        super(SchemaWording.outdated(table), SYSTEM_ERROR);
    }
}
