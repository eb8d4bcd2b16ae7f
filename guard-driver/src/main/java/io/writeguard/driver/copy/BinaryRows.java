package io.writeguard.driver.copy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The binary format (manual, COPY: "Binary Format"). */
final class BinaryRows implements CopiedRows {

    private static final int SIGNATURE_AND_FLAGS = 15;

    private byte[] pending = {};
    private boolean headerRead;
    private boolean ended;

    @Override
    public void read(byte[] bytes, int from, int length, Visitor visitor) {
        if (ended) {
            return;
        }
        byte[] all = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(bytes, from, all, pending.length, length);
        ByteBuffer data = ByteBuffer.wrap(all);
        if (!headerRead) {
            headerRead = skipHeader(data);
        }
        boolean more = headerRead;
        while (more) {
            List<CopiedField> row = row(data);
            more = row != null;
            if (more) {
                visitor.visit(row);
            }
        }
        pending = Arrays.copyOfRange(all, data.position(), all.length);
    }

    @Override
    public void end(Visitor visitor) {
        // a row that is not complete is an error of the server's
    }

    private static boolean skipHeader(ByteBuffer data) {
        int start = data.position();
        if (data.remaining() < SIGNATURE_AND_FLAGS + Integer.BYTES) {
            return false;
        }
        int extension = data.getInt(start + SIGNATURE_AND_FLAGS);
        int size = SIGNATURE_AND_FLAGS + Integer.BYTES + extension;
        if (extension < 0 || data.remaining() < size) {
            return false;
        }
        data.position(start + size);
        return true;
    }

    /** The next row; null, with nothing taken, where it is not complete yet or the data has ended. */
    private List<CopiedField> row(ByteBuffer data) {
        int start = data.position();
        if (data.remaining() < Short.BYTES) {
            return null;
        }
        int count = data.getShort();
        ended |= count < 0;
        List<CopiedField> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = data.remaining() < Integer.BYTES ? Integer.MAX_VALUE : data.getInt();
            if (size > data.remaining()) {
                data.position(start);
                return null;
            }
            fields.add(size < 0 ? CopiedField.NULL : new CopiedField(take(data, size), false));
        }
        return ended ? null : fields;
    }

    private static byte[] take(ByteBuffer data, int size) {
        byte[] bytes = new byte[size];
        data.get(bytes);
        return bytes;
    }
}
