package dev.gnomon.engine.tck.fault;

/** How clients of a kind of server cut what they send into messages, as far as it takes to count statements. */
public enum WireProtocol {
    /** PostgreSQL, simple and extended queries. */
    POSTGRESQL,

    /** MySQL and MariaDB: commands with text, and prepared ones. */
    MYSQL,

    /** SQL Server: batches and remote procedure calls. */
    TDS,

    /** Anything else: whatever comes in one piece is a message, and none is a statement. */
    UNKNOWN;

    Reader reader() {
        return switch (this) {
            case POSTGRESQL -> new PostgresqlMessages();
            case MYSQL -> new MysqlMessages();
            case TDS -> new TdsMessages();
            case UNKNOWN -> (bytes, from, to) -> new Message(to - from, false, true);
        };
    }

    /**
     * A message at the beginning of some bytes.
     *
     * @param length       in bytes; 0: more bytes have to come before it is whole
     * @param statement    whether the server executes a statement for it
     * @param endsRequest  whether the server need not wait for more before it answers
     */
    record Message(int length, boolean statement, boolean endsRequest) {

        static final Message INCOMPLETE = new Message(0, false, false);
    }

    /** Reads what one connection sends. */
    @FunctionalInterface
    interface Reader {

        /** The first message of the bytes from an index up to another; never asked for no bytes. */
        Message next(byte[] bytes, int from, int to);
    }

    /** A number of some bytes, the most significant one first. */
    static int bigEndian(byte[] bytes, int from, int count) {
        int number = 0;
        for (int index = 0; index < count; index++) {
            number = number << 8 | bytes[from + index] & 0xFF;
        }
        return number;
    }
}
