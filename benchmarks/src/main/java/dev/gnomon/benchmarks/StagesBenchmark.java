package dev.gnomon.benchmarks;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The stages of {@code migrate dev} on a schema of many models.
 *
 * <p>Introspection is that of SQLite in memory, or, with the system property {@code gnomon.benchmark.url}, that of a
 * PostgreSQL database with whatever is in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class StagesBenchmark {

    @Param({"100", "1000", "10000"})
    private int models;

    private final Dialects dialects = Dialects.load(Optional.empty());
    private final Dialect dialect = dialects.require("postgresql");
    private List<SchemaFile> files = List.of();
    private Optional<PrismaSchema> parsed = Optional.empty();
    private DatabaseSchema before = DatabaseSchema.EMPTY;
    private DatabaseSchema after = DatabaseSchema.EMPTY;
    private Optional<ChangeSet> everything = Optional.empty();
    private Dialect introspected = dialect;
    private Optional<Connection> connection = Optional.empty();
    private Optional<ShadowDatabase> inMemory = Optional.empty();

    /** Make the schemas, and a database that has one of them. */
    @Setup(Level.Trial)
    public void prepare() throws SQLException {
        files = List.of(new SchemaFile("schema.prisma", text("")));
        PrismaSchema schema = parseAndValidate();
        if (schema.hasErrors()) {
            throw new IllegalStateException(schema.print(schema.errors()));
        }
        parsed = Optional.of(schema);
        before = lower();
        PrismaSchema changed = parse(List.of(new SchemaFile("schema.prisma", text("  more Int?\n"))));
        after = SchemaLowering.lower(changed.dataModel(), dialect, Optional.empty());
        everything = Optional.of(SchemaDiffer.diff(new BeforeAfter<>(DatabaseSchema.EMPTY, before), dialect));
        Optional<String> url = Optional.ofNullable(System.getProperty("gnomon.benchmark.url"));
        if (url.isPresent()) {
            connection = Optional.of(dialect.connector().connect(new DatabaseTarget(url.get(), Path.of(""))));
        } else {
            introspected = dialects.require("sqlite");
            inMemory = introspected.shadowDatabases().createAlone();
            connection = inMemory.map(ShadowDatabase::connection);
            ChangeSet changes = SchemaDiffer.diff(
                    new BeforeAfter<>(
                            DatabaseSchema.EMPTY,
                            SchemaLowering.lower(schema.dataModel(), introspected, Optional.empty())),
                    introspected);
            String script = MigrationScript.assemble(
                    MigrationScript.render(changes, introspected.renderer()), introspected.renderer());
            introspected.scriptRunner().run(connection.orElseThrow(), script);
        }
    }

    /** Give the database back. */
    @TearDown(Level.Trial)
    public void release() throws SQLException {
        if (inMemory.isPresent()) {
            inMemory.get().close();
        } else {
            connection.orElseThrow().close();
        }
    }

    @Benchmark
    public PrismaSchema parseAndValidate() {
        return parse(files);
    }

    @Benchmark
    public DatabaseSchema lower() {
        return SchemaLowering.lower(parsed.orElseThrow().dataModel(), dialect, Optional.empty());
    }

    @Benchmark
    public ChangeSet diffOfOneChange() {
        return SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect);
    }

    @Benchmark
    public String renderEverything() {
        return MigrationScript.assemble(
                MigrationScript.render(everything.orElseThrow(), dialect.renderer()), dialect.renderer());
    }

    @Benchmark
    public DatabaseSchema introspect() throws SQLException {
        return introspected
                .introspector()
                .introspect(connection.orElseThrow(), IntrospectionScope.DEFAULT_NAMESPACE);
    }

    private PrismaSchema parse(List<SchemaFile> schema) {
        return PrismaSchema.parse(schema, dialects::find);
    }

    /** Models with ten fields, a relation, a unique field and an index; the last one with more. */
    private String text(String more) {
        StringBuilder text = new StringBuilder("datasource db {\n  provider = \"postgresql\"\n}\n");
        for (int number = 1; number <= models; number++) {
            text.append("model Table").append(number).append(" {\n  id Int @id @default(autoincrement())\n");
            text.append("  name String @unique\n  size Float?\n  made DateTime @default(now())\n");
            text.append("  done Boolean @default(false)\n  note String?\n  amount Int @default(7)\n  large BigInt?\n");
            text.append("  code String @default(\"x\")\n  parentId Int?\n");
            if (number > 1) {
                text.append("  parent Table").append(number - 1);
                text.append("? @relation(fields: [parentId], references: [id])\n");
            }
            if (number < models) {
                text.append("  children Table").append(number + 1).append("[]\n");
            } else {
                text.append(more);
            }
            text.append("  @@index([done])\n}\n");
        }
        return text.toString();
    }
}
