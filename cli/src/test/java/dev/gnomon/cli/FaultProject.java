package dev.gnomon.cli;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.ServerProcess;
import dev.gnomon.engine.tck.fault.WireProtocol;
import dev.gnomon.engine.tck.fault.WireProxy;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A project on a new database of some kind, with rows that must not be lost, for runs that come to harm. */
final class FaultProject {

    /** The kinds of database that can be harmed everywhere. */
    enum Kind {
        SQLITE("sqlite", WireProtocol.UNKNOWN, () -> "file:./dev.db"),
        POSTGRESQL("postgresql", WireProtocol.POSTGRESQL, of(TestServers::postgresql)),
        MYSQL("mysql", WireProtocol.MYSQL, of(TestServers::mysql)),
        MARIADB("mysql", WireProtocol.MYSQL, of(TestServers::mariadb)),

        /** Runs where there is a server, and says where there is none. */
        SQLSERVER("sqlserver", WireProtocol.TDS, of(TestServers::sqlserver));

        private final String provider;
        private final WireProtocol protocol;
        private final Supplier<String> newUrl;

        Kind(String provider, WireProtocol protocol, Supplier<String> newUrl) {
            this.provider = provider;
            this.protocol = protocol;
            this.newUrl = newUrl;
        }

        private static Supplier<String> of(Supplier<TestServer> server) {
            return () -> server.get().newTarget().url();
        }

        String provider() {
            return provider;
        }

        String newUrl() {
            return newUrl.get();
        }
    }

    static final String FIRST = """
            model Keep {
              id   Int    @id
              note String
            }

            model Car {
              id   Int    @id
              name String
            }
            """;

    static final String SECOND = FIRST.replace("name String", """
            name String
              color  String?
              wheels Wheel[]""") + """

            model Wheel {
              id    Int  @id
              carId Int
              car   Car  @relation(fields: [carId], references: [id])

              @@index([carId])
            }
            """;

    static final String THIRD = SECOND + """

            model Road {
              id     Int     @id
              name   String  @unique
              length Float?
            }
            """;

    private final Kind kind;
    private final String url;
    private final ProjectFolder folder;

    private FaultProject(Kind kind, Path path) {
        this.kind = kind;
        this.url = kind.newUrl();
        this.folder = new ProjectFolder(path);
    }

    /** A project with two migrations, of which the first is applied and the second is not, and a database. */
    static FaultProject withPendingMigration(Kind kind, Path path) {
        FaultProject project = new FaultProject(kind, path);
        project.schema(FIRST);
        project.expect(project.folder.run("migrate", "dev", "--name", "init"));
        project.sql("INSERT INTO " + project.quote("Keep") + " VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        project.schema(SECOND);
        project.expect(project.folder.run("migrate", "dev", "--create-only", "--name", "more"));
        return project;
    }

    /** The same project with the same files, whose database is still to be created. */
    FaultProject withoutDatabase(Path path) {
        FaultProject copy = new FaultProject(kind, path);
        copyMigrations(copy);
        copy.schema(SECOND);
        return copy;
    }

    private void copyMigrations(FaultProject copy) {
        try (Stream<Path> files = Files.walk(folder.path().resolve("prisma/migrations"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                copy.folder.write(folder.path().relativize(file).toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same project with the same files on another new database, as far as this one was before it came to harm. */
    FaultProject again(Path path) {
        FaultProject copy = new FaultProject(kind, path);
        copyMigrations(copy);
        copy.schema(SECOND);
        String more = copy.migrations().get(1);
        String script = copy.folder.read("prisma/migrations/" + more + "/migration.sql");
        copy.delete("prisma/migrations/" + more);
        copy.expect(copy.folder.run("migrate", "deploy"));
        copy.folder.write("prisma/migrations/" + more + "/migration.sql", script);
        copy.sql("INSERT INTO " + copy.quote("Keep") + " VALUES (1, 'one'), (2, 'two'), (3, 'three')");
        return copy;
    }

    Kind kind() {
        return kind;
    }

    String url() {
        return url;
    }

    /** A way to the database's server that counts statements. */
    WireProxy proxy() {
        URI server = URI.create(url.replaceFirst(";.*", ""));
        return WireProxy.to(server.getHost(), server.getPort(), kind.protocol);
    }

    /** The database's URL, but through a proxy, which reads only what is not encrypted. */
    String urlThrough(WireProxy proxy) {
        String address = "127.0.0.1:" + proxy.port();
        return kind == Kind.SQLSERVER
                ? url.replaceFirst("//[^;]+;", "//" + address + ";").replace("encrypt=true", "encrypt=false")
                : url.replaceFirst("@[^/]+/", "@" + address + "/");
    }

    /** The process of the database's server; empty where it does not run on this machine, which is said. */
    Optional<ServerProcess> serverProcess() {
        try {
            String number = kind == Kind.POSTGRESQL
                    ? rows("SELECT pg_read_file('postmaster.pid')")
                            .getFirst()
                            .lines()
                            .findFirst()
                            .orElseThrow()
                    : Files.readString(Path.of(rows("SELECT @@datadir").getFirst())
                            .resolve(rows("SELECT @@pid_file").getFirst()));
            return ServerProcess.of(Long.parseLong(number.strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Wait until a server that was restarted answers. */
    void awaitServer() {
        for (int attempt = 0; attempt < 200; attempt++) {
            if (attempt("SELECT 1")) {
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        throw new IllegalStateException("the server did not come back");
    }

    ProjectFolder folder() {
        return folder;
    }

    FaultyProcess process() {
        return FaultyProcess.of("dev.gnomon.cli.Main", folder.path());
    }

    void schema(String models) {
        folder.write("prisma/schema.prisma", """
                datasource db {
                  provider = "%s"
                  url      = "%s"
                }

                """.formatted(kind.provider(), url) + models);
    }

    List<String> migrations() {
        return folder.migrations();
    }

    /** The rows that no command but a reset may touch. */
    List<String> keptRows() {
        return rows("SELECT note FROM " + quote("Keep") + " ORDER BY id");
    }

    /** How many times each migration is recorded as applied. */
    Map<String, Integer> applied() {
        Map<String, Integer> applied = new TreeMap<>();
        rows("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL")
                .forEach(name -> applied.merge(name, 1, Integer::sum));
        return applied;
    }

    /** What lies in the project's folder, relative to it. */
    List<String> files() {
        try (Stream<Path> files = Files.walk(folder.path())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.path().relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String relative) {
        try (Stream<Path> files = Files.walk(folder.path().resolve(relative))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String quote(String name) {
        return kind.provider().equals("mysql") ? "`" + name + "`" : "\"" + name + "\"";
    }

    void sql(String statement) {
        try (Connection connection = connect();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same, where it need not succeed. */
    boolean attempt(String statement) {
        try {
            sql(statement);
            return true;
        } catch (IllegalStateException | GnomonException refused) {
            return false;
        }
    }

    List<String> rows(String query) {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect();
                Statement run = connection.createStatement()) {
            run.setEscapeProcessing(false);
            try (ResultSet row = run.executeQuery(query)) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    Connection connect() {
        Dialect dialect = Dialects.load(List.<Path>of()).require(kind.provider());
        return dialect.connector().connect(new DatabaseTarget(url, folder.path().resolve("prisma")));
    }

    Transcript expect(Transcript transcript) {
        if (transcript.exitCode() != 0) {
            throw new AssertionError(transcript.output() + transcript.error());
        }
        return transcript;
    }
}
