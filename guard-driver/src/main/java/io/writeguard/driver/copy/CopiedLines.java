package io.writeguard.driver.copy;

import java.io.ByteArrayOutputStream;

/** Rows that are lines: LF, CR or CR LF ends one, where the format does not take it for data. */
final class CopiedLines implements CopiedRows {

    private final LineFormat format;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean skipsLine;
    private boolean open;
    private boolean afterCarriageReturn;
    private boolean breakIsData;
    private boolean ended;

    CopiedLines(LineFormat format, boolean header) {
        this.format = format;
        this.skipsLine = header;
        format.startLine();
    }

    @Override
    public void read(byte[] bytes, int from, int length, Visitor visitor) {
        for (int i = from; i < from + length && !ended; i++) {
            next(bytes[i], visitor);
        }
    }

    @Override
    public void end(Visitor visitor) {
        if (open && !ended) {
            endLine(visitor);
        }
    }

    private void next(byte next, Visitor visitor) {
        boolean secondOfTwo = next == '\n' && afterCarriageReturn;
        afterCarriageReturn = false;
        if (secondOfTwo) {
            return;
        }
        if ((next == '\n' || next == '\r') && !breakIsData) {
            endLine(visitor);
            afterCarriageReturn = next == '\r';
        } else {
            open = true;
            line.write(next);
            breakIsData = !format.endsAfter(next);
        }
    }

    private void endLine(Visitor visitor) {
        byte[] bytes = line.toByteArray();
        line.reset();
        open = false;
        breakIsData = false;
        format.startLine();
        if (skipsLine) {
            skipsLine = false;
        } else if (format.isEndOfData(bytes)) {
            ended = true;
        } else {
            visitor.visit(format.fields(bytes));
        }
    }
}
