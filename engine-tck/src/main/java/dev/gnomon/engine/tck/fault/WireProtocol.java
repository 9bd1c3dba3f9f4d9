package dev.gnomon.engine.tck.fault;

import java.util.function.Supplier;

/** How clients of a kind of server cut what they send into messages, as far as it takes to count statements. */
public enum WireProtocol {
    /** PostgreSQL, simple and extended queries. */
    POSTGRESQL(PostgresqlMessages::new),

    /** MySQL and MariaDB: commands with text, and prepared ones. */
    MYSQL(MysqlMessages::new),

    /** SQL Server: batches and remote procedure calls. */
    TDS(TdsMessages::new),

    /** Anything else: whatever comes in one piece is a message, and none is a statement. */
    UNKNOWN(() -> (bytes, from, to) -> new Message(to - from, false, true));

    private final Supplier<Reader> reader;

    WireProtocol(Supplier<Reader> reader) {
        this.reader = reader;
    }

    Reader reader() {
        return reader.get();
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
