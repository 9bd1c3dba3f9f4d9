package dev.gnomon.engine.tck.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.tck.fault.WireProtocol.Message;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireProtocolTest {

    /** The messages in some bytes, written in hex digits with blanks between them; what is left over comes last. */
    private static List<Message> messages(WireProtocol protocol, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        WireProtocol.Reader reader = protocol.reader();
        List<Message> messages = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            Message message = reader.next(bytes, from, bytes.length);
            messages.add(message);
            if (message.length() == 0) {
                break;
            }
            from += message.length();
        }
        return messages;
    }

    @Test
    void postgresql_counts_simple_queries_and_executions_of_extended_ones() {
        assertThat(messages(
                        WireProtocol.POSTGRESQL,
                        // A request for encryption, the start of the session, then Q, P, E, S and the head of another
                        // Q.
                        "00000008 04d2162f 00000009 00030000 00 51 00000005 00 50 00000004 45 00000009 0000000000"
                                + " 53 00000004 51 00000009 00"))
                .containsExactly(
                        new Message(8, false, true),
                        new Message(9, false, true),
                        new Message(6, true, true),
                        new Message(5, false, false),
                        new Message(10, true, false),
                        new Message(5, false, true),
                        Message.INCOMPLETE);
    }

    @Test
    void mysql_counts_commands_and_not_what_is_said_to_sign_in() {
        assertThat(messages(WireProtocol.MYSQL, "020000 01 0300 020000 00 0341 010000 00 0e 050000 00 1700000000 05"))
                .containsExactly(
                        new Message(6, false, true),
                        new Message(6, true, true),
                        new Message(5, false, true),
                        new Message(9, true, true),
                        Message.INCOMPLETE);
    }

    @Test
    void sql_server_counts_batches_and_procedures_of_several_packets_once() {
        assertThat(messages(
                        WireProtocol.TDS,
                        "12 01 0009 0000 0000 ff 17 0303 0002 abcd 01 00 0009 0000 0000 41 01 01 0009 0000 0000 42"
                                + " 03 01 0008 0000 0000 0e 01 0008 0000 0000"))
                .containsExactly(
                        new Message(9, false, true),
                        new Message(7, false, true),
                        new Message(9, true, false),
                        new Message(9, false, true),
                        new Message(8, true, true),
                        new Message(8, false, true));
    }
}
