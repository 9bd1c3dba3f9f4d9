package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.tck.fault.WireProtocol.Message;

/** The packets of MySQL's protocol: three bytes of length, a number within the exchange, a command. */
final class MysqlMessages implements WireProtocol.Reader {

    private static final int HEAD = 4;
    private static final int LONGEST = 0xFF_FFFF;
    private static final byte QUERY = 3;
    private static final byte EXECUTE_PREPARED = 23;

    private boolean continued;

    @Override
    public Message next(byte[] bytes, int from, int to) {
        if (to - from < HEAD) {
            return Message.INCOMPLETE;
        }
        int content = bytes[from] & 0xFF | (bytes[from + 1] & 0xFF) << 8 | (bytes[from + 2] & 0xFF) << 16;
        int length = HEAD + content;
        if (length > to - from) {
            return Message.INCOMPLETE;
        }
        // A command begins an exchange; what the client says while it signs in does not.
        boolean command = bytes[from + 3] == 0 && content > 0 && !continued;
        boolean statement = command && (bytes[from + HEAD] == QUERY || bytes[from + HEAD] == EXECUTE_PREPARED);
        continued = content == LONGEST;
        return new Message(length, statement, !continued);
    }
}
