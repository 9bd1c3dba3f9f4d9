package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A PgBouncer in transaction mode in front of a PostgreSQL server, from a local installation or Debian's packages. */
public final class PgBouncer {

    private PgBouncer() {}

    /**
     * Start one and stop it when the JVM ends.
     *
     * @return the server as it is reached through the pooler; empty where there is no PgBouncer
     */
    public static Optional<TestServer> inFrontOf(TestServer server) {
        Optional<Path> installed = ServerFiles.executable("pgbouncer");
        if (installed.isPresent()) {
            return start(installed.get(), server, Optional.empty());
        }
        return DebianPackages.unpacked("pgbouncer")
                .flatMap(root -> start(root.resolve("usr/sbin/pgbouncer"), server, Optional.of(root)));
    }

    private static Optional<TestServer> start(Path program, TestServer server, Optional<Path> root) {
        return TestServers.attempt("PgBouncer", () -> {
            Map<String, String> environment =
                    root.isPresent() ? Map.of("LD_LIBRARY_PATH", DebianPackages.libraryPath(root.get())) : Map.of();
            Path folder = ServerFiles.temporaryFolder("pgbouncer");
            int port = ServerFiles.freePort();
            Path settings = folder.resolve("pgbouncer.ini");
            Files.writeString(settings, settings(server, port));
            ServerFiles.serve(folder.resolve("log"), port, environment, command(program, folder, settings));
            return new TestServer(
                    ServerKind.POSTGRESQL, "PgBouncer", "127.0.0.1", port, server.user(), server.password());
        });
    }

    private static String settings(TestServer server, int port) {
        return """
                [databases]
                * = host=%s port=%d user=%s%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                max_client_conn = 300
                default_pool_size = 20
                ignore_startup_parameters = extra_float_digits
                """.formatted(
                        server.host().equals("localhost") ? "127.0.0.1" : server.host(),
                        server.port(),
                        server.user(),
                        server.password().isEmpty() ? "" : " password=" + server.password(),
                        port);
    }

    /** The program refuses to run as root, so it becomes the user {@code nobody} there. */
    private static String[] command(Path program, Path folder, Path settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if ("root".equals(System.getProperty("user.name"))) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
            command.add("-u");
            command.add("nobody");
        }
        command.add(settings.toString());
        return command.toArray(String[]::new);
    }
}
