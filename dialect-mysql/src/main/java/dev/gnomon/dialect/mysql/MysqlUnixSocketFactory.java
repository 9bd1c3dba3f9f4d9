package dev.gnomon.dialect.mysql;

import com.mysql.cj.Session;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.SocketFactory;
import dev.gnomon.engine.support.UnixSocket;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/**
 * Opens sockets of a Unix domain for the driver, which knows none itself; the driver makes it by name
 * and tells the socket's file in its property {@code path}.
 *
 * <p>Not meant to be used by anybody but the driver.
 */
public final class MysqlUnixSocketFactory implements SocketFactory {

    /** Make a factory; it opens one socket. */
    public MysqlUnixSocketFactory() {}

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends Closeable> T connect(String host, int port, PropertySet properties, int loginTimeout)
            throws IOException {
        Socket socket =
                new UnixSocket(properties.getStringProperty(PropertyKey.PATH).getValue());
        socket.connect(null);
        return (T) socket;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session)
            throws IOException {
        // Nothing of it leaves the machine, so there is nothing to encrypt.
        return (T) connection.getMysqlSocket();
    }

    @Override
    public boolean isLocallyConnected(Session session) {
        return true;
    }
}
