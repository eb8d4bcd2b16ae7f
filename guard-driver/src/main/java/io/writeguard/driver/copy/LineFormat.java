package io.writeguard.driver.copy;

import java.util.List;

/** A format of COPY in which a row is a line. */
interface LineFormat {

    /** Where a line begins. */
    void startLine();

    /** Takes the next byte of the line; returns whether a line break would end the line there. */
    boolean endsAfter(byte next);

    /** Whether the line says that no more rows follow. */
    boolean isEndOfData(byte[] line);

    List<CopiedField> fields(byte[] line);
}
