package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.tck.fault.WireProtocol.Message;

/** The messages of PostgreSQL's protocol 3: untyped ones until the session begins, then a letter and a length. */
final class PostgresqlMessages implements WireProtocol.Reader {

    private static final int LENGTH_BYTES = 4;
    private static final int FIRST_PROTOCOL = 3 << 16;
    private static final int FIRST_REQUEST = 1234 << 16;

    private boolean begun;

    @Override
    public Message next(byte[] bytes, int from, int to) {
        int head = begun ? 1 + LENGTH_BYTES : 2 * LENGTH_BYTES;
        if (to - from < head) {
            return Message.INCOMPLETE;
        }
        int length = begun
                ? 1 + WireProtocol.bigEndian(bytes, from + 1, LENGTH_BYTES)
                : WireProtocol.bigEndian(bytes, from, LENGTH_BYTES);
        if (length > to - from) {
            return Message.INCOMPLETE;
        }
        if (!begun) {
            // Requests for encryption or to cancel come before; only the start of a session has a version.
            int version = WireProtocol.bigEndian(bytes, from + LENGTH_BYTES, LENGTH_BYTES);
            begun = version >= FIRST_PROTOCOL && version < FIRST_REQUEST;
            return new Message(length, false, true);
        }
        return switch (bytes[from]) {
            case 'Q' -> new Message(length, true, true);
            case 'E' -> new Message(length, true, false);
            case 'S', 'H' -> new Message(length, false, true);
            default -> new Message(length, false, false);
        };
    }
}
