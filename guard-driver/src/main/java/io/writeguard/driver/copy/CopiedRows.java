package io.writeguard.driver.copy;

import io.writeguard.rules.plan.CopyOptions;
import java.util.List;

/** Splits the bytes of a COPY into rows, as they come. One COPY, one thread. */
public interface CopiedRows {

    /** Takes the rows. */
    @FunctionalInterface
    interface Visitor {
        void visit(List<CopiedField> row);
    }

    /** Reads on; visits each row that is complete by now. */
    void read(byte[] bytes, int from, int length, Visitor visitor);

    /** The data has ended; visits a last line that no line break ends. */
    void end(Visitor visitor);

    /**
     * @param columns the columns that the data has, in order
     */
    static CopiedRows of(CopyOptions options, List<String> columns) {
        return switch (options.format()) {
            case TEXT -> new CopiedLines(new TextFields(options), options.header());
            case CSV -> new CopiedLines(new CsvFields(options, columns), options.header());
            case BINARY -> new BinaryRows();
        };
    }
}
