package dev.gnomon.engine.tck.server;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Servers in containers, where a Docker engine runs. */
final class DockerServers {

    private static final String PASSWORD = "Gnomon_test_1";

    private DockerServers() {}

    static Optional<TestServer> postgresql(int majorVersion) {
        return start(
                ServerKind.POSTGRESQL,
                "postgres:" + majorVersion + "-alpine",
                Map.of("POSTGRES_PASSWORD", PASSWORD),
                "postgres",
                ".*database system is ready to accept connections.*",
                2);
    }

    static Optional<TestServer> mysql() {
        return start(
                ServerKind.MYSQL,
                "mysql:8.0",
                Map.of("MYSQL_ROOT_PASSWORD", PASSWORD, "MYSQL_ROOT_HOST", "%"),
                "root",
                ".*ready for connections.*port: 3306.*",
                1);
    }

    static Optional<TestServer> mariadb() {
        return start(
                ServerKind.MARIADB,
                "mariadb:10.11",
                Map.of("MARIADB_ROOT_PASSWORD", PASSWORD, "MARIADB_ROOT_HOST", "%"),
                "root",
                ".*ready for connections.*",
                2);
    }

    static Optional<TestServer> sqlserver() {
        return start(
                ServerKind.SQLSERVER,
                "mcr.microsoft.com/mssql/server:2022-latest",
                Map.of("ACCEPT_EULA", "Y", "MSSQL_SA_PASSWORD", PASSWORD),
                "sa",
                ".*SQL Server is now ready for client connections.*",
                1);
    }

    // The container is stopped by the library's own watcher when the JVM ends.
    @SuppressWarnings("resource")
    private static Optional<TestServer> start(
            ServerKind kind, String image, Map<String, String> environment, String user, String ready, int times) {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.empty();
            }
        } catch (LinkageError libraryIsAbsent) {
            return Optional.empty();
        }
        return TestServers.attempt("Docker image " + image, () -> {
            GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                    .withEnv(environment)
                    .withExposedPorts(kind.usualPort())
                    .waitingFor(Wait.forLogMessage(ready, times).withStartupTimeout(Duration.ofMinutes(5)));
            container.start();
            return new TestServer(
                    kind,
                    "Docker image " + image,
                    container.getHost(),
                    container.getMappedPort(kind.usualPort()),
                    user,
                    PASSWORD);
        });
    }
}
