package io.writeguard.driver.archive;

import io.writeguard.rules.TableName;
import java.sql.SQLException;
import java.util.List;

/** All that a user reads of the archive. */
final class ArchiveWording {

    static final String NOT_WRITTEN = "what would be lost can't be kept (archive)";

    static final String NOT_COUNTED =
            "whether all that would be lost was kept (archive) can't be told, since track_counts is off";

    static final String MORE_ROWS =
            "another transaction has made more rows match after they were looked at, so not all that would be lost was"
                    + " kept (archive); run the transaction again";

    private static final String LOCKED = "55P03";

    private static final String BASE64 = "openssl rand -base64 32";

    private ArchiveWording() {}

    static String noTable() {
        return NOT_WRITTEN + "; run this as a role that may, and grant what its last lines say:\n"
                + ArchiveSchema.script();
    }

    static String noKey(String place) {
        return "found no key at " + place + ", where the rules file has the key of the archive; make one with \""
                + BASE64 + "\", or set archive.key: none to keep values as they are";
    }

    static String badKey(String place) {
        return "what is at " + place + " is no key of the archive: expected 32 bytes in base64 or hexadecimal, as \""
                + BASE64 + "\" makes them; several for a rotation, the newest first";
    }

    static String noRowKey(TableName table) {
        return table
                + " has no primary key and no unique key of NOT NULL columns, so the archive could not say which row"
                + " a value belongs to; add one, or leave archive out";
    }

    static String notLockable(TableName table) {
        return "the role may not lock rows of " + table
                + ", so a value could change between the look that keeps it and the write; grant UPDATE on a column, or"
                + " leave archive out";
    }

    static String noArchive(List<String> tables) {
        return "the rules file has no table " + String.join(", ", tables)
                + " with archive; write it as schema.table, such as public.users";
    }

    static String unknownKey(String keyId) {
        return "a value was encrypted with the key " + keyId
                + ", which is not among the keys that the rules file leads to; add it behind the others";
    }

    static String notAuthentic(TableName table, String secret) {
        return "a value kept for " + table + " " + secret
                + " does not decrypt: it was changed, or belongs to another row, column or table";
    }

    static String notRestored(TableName table, String secret, SQLException failure) {
        return "a value of " + table + " " + secret + " could not be written back (SQLState " + failure.getSQLState()
                + (LOCKED.equals(failure.getSQLState()) ? ": the row is locked; run the restore again)" : ")");
    }

    static String displaced(String table, long rows, long maxRows) {
        return "the archive holds more than max-rows: " + maxRows + " of " + table + ": the " + rows
                + " oldest were removed before their time";
    }
}
