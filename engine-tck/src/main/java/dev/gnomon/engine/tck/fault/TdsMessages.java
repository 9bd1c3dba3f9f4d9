package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.tck.fault.WireProtocol.Message;

/**
 * The packets of SQL Server's protocol. While the client signs in they may stand in records of TLS; where all of the
 * session does, nothing can be counted.
 */
final class TdsMessages implements WireProtocol.Reader {

    private static final int HEAD = 8;
    private static final int RECORD_HEAD = 5;
    private static final int LENGTH_AT = 2;
    private static final int RECORD_LENGTH_AT = 3;
    private static final byte BATCH = 1;
    private static final byte PROCEDURE = 3;
    private static final byte FIRST_RECORD = 20;
    private static final byte LAST_RECORD = 23;

    private boolean continued;

    @Override
    public Message next(byte[] bytes, int from, int to) {
        if (bytes[from] >= FIRST_RECORD && bytes[from] <= LAST_RECORD) {
            if (to - from < RECORD_HEAD) {
                return Message.INCOMPLETE;
            }
            int length = RECORD_HEAD + WireProtocol.bigEndian(bytes, from + RECORD_LENGTH_AT, 2);
            return length > to - from ? Message.INCOMPLETE : new Message(length, false, true);
        }
        if (to - from < HEAD) {
            return Message.INCOMPLETE;
        }
        int length = WireProtocol.bigEndian(bytes, from + LENGTH_AT, 2);
        if (length > to - from) {
            return Message.INCOMPLETE;
        }
        boolean last = (bytes[from + 1] & 1) == 1;
        boolean statement = !continued && (bytes[from] == BATCH || bytes[from] == PROCEDURE);
        continued = !last;
        return new Message(length, statement, last);
    }
}
