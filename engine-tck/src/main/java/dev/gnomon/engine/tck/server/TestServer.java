package dev.gnomon.engine.tck.server;

import dev.gnomon.engine.dialect.DatabaseTarget;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A server that tests may create and drop databases on.
 *
 * @param kind     what it is
 * @param origin   where it came from, for messages: a URL's variable, a binary, a local installation
 * @param host     a host name or address
 * @param port     its TCP port
 * @param user     a user who may do everything
 * @param password that user's password; may be empty
 * @param settings what else a URL says, such as how to encrypt, in the form that stands at the end of one
 */
public record TestServer(
        ServerKind kind, String origin, String host, int port, String user, String password, String settings) {

    /** Describe a server with the settings that one for tests usually has. */
    public TestServer(ServerKind kind, String origin, String host, int port, String user, String password) {
        this(
                kind,
                origin,
                host,
                port,
                user,
                password,
                kind == ServerKind.SQLSERVER ? ";encrypt=true;trustServerCertificate=true" : "");
    }

    /** The URL of one of its databases, which need not exist. */
    public DatabaseTarget target(String database) {
        return new DatabaseTarget(url(database), Path.of("").toAbsolutePath());
    }

    /** The URL of a database with a new name that does not exist yet. */
    public DatabaseTarget newTarget() {
        return target("t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16));
    }

    /** The URL of one of its databases, in Prisma's form. */
    public String url(String database) {
        return switch (kind) {
            case POSTGRESQL, MYSQL, MARIADB ->
                "%s://%s%s@%s:%d/%s%s"
                        .formatted(
                                kind.scheme(),
                                user,
                                password.isEmpty() ? "" : ":" + password,
                                host,
                                port,
                                database,
                                settings);
            case SQLSERVER ->
                "sqlserver://%s:%d;database=%s;user={%s};password={%s}%s"
                        .formatted(
                                host, port, database, user.replace("}", "}}"), password.replace("}", "}}"), settings);
        };
    }

    @Override
    public String toString() {
        return kind + " at " + host + ":" + port + " (" + origin + ")";
    }
}
