package dev.gnomon.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.model.Datasource;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a database to a schema file. */
class IntrospectionTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void pulled_schemas_are_those_on_record(String provider) throws SQLException {
        Tally tally = new Tally(provider + " introspection");
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "introspect")) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded, database));
            }
        }
        KnownDifferences.check(provider + ".introspect", tally);
    }

    /** Databases of all kinds of columns, defaults and keys, as the engine's WebAssembly build pulls them. */
    @Test
    void pulled_schemas_of_odd_databases_are_those_of_the_engine() throws SQLException {
        Tally tally = new Tally("sqlite odd databases");
        try (ScratchDatabase database = ScratchDatabase.create("sqlite")) {
            for (RecordedCase recorded : RecordedCases.own("sqlite", "pulls")) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded, database));
            }
        }
        KnownDifferences.check("sqlite.pulls", tally);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "mysql", "sqlserver"})
    void pulled_schemas_are_those_of_the_engines_own_tests(String provider) throws SQLException {
        Tally tally = new Tally(provider + " golden introspection");
        List<RecordedCase> cases = RecordedCases.golden(provider, "introspect").orElseGet(() -> {
            System.out.println("skipped: no golden introspect of " + provider + " in " + RecordedCases.goldenDirectory()
                    + " (system property gnomon.golden, environment GNOMON_GOLDEN)");
            return abort("no golden data");
        });
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : cases) {
                Attempts.run(tally, recorded, () -> compareGolden(tally, recorded, database));
            }
        }
        KnownDifferences.check("golden." + provider + ".introspect", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, ScratchDatabase database) {
        Answer answer = pull(
                database,
                recorded.texts("ddl").orElse(List.of()),
                recorded.text("schema").orElse(""),
                recorded.isTrue("force"));
        PulledSchema pulled = answer.pulled();
        if (recorded.text("error").isPresent()) {
            String code = pulled.empty() ? EngineErrorCode.DATABASE_HAS_NO_TABLES.id() : "(a schema)";
            tally.compare(recorded, "error", recorded.text("error_code").orElseThrow(), code);
            return;
        }
        tally.compare(
                recorded,
                "schema",
                recorded.text("result").orElseThrow(),
                pulled.files().getFirst().text());
        tally.compare(
                recorded,
                "warnings",
                recorded.text("warnings").orElse(""),
                pulled.warnings().orElse(""));
        compareWayBack(tally, recorded, answer);
        if (!recorded.objects("views").isEmpty()) {
            tally.compare(recorded, "views", views(recorded.objects("views")), views(pulled));
        }
    }

    /** The schema that was pulled must be that of the database. */
    private static void compareWayBack(Tally tally, RecordedCase recorded, Answer answer) {
        PrismaSchema schema =
                SchemaDiffAnswer.parse(answer.pulled().files().getFirst().text());
        Dialect dialect = Dialects.of(recorded.provider());
        String script = schema.hasErrors()
                ? "ERROR " + schema.print(schema.errors())
                : SchemaDiffAnswer.between(
                                new BeforeAfter<>(answer.database(), SchemaDiffAnswer.lower(schema, dialect)), dialect)
                        .script();
        String expected = recorded.text("diff_back").orElse("-- This is an empty migration.");
        tally.compare(recorded, "way-back", expected.strip(), script.strip());
    }

    private static String views(List<Map<String, Object>> views) {
        return views.stream()
                .map(view -> view.get("schema") + "." + view.get("name") + ": " + view.get("definition"))
                .collect(Collectors.joining("\n"));
    }

    private static String views(PulledSchema pulled) {
        return pulled.views().stream()
                .map(view -> view.namespace().orElse("main") + "." + view.name() + ": " + view.query())
                .collect(Collectors.joining("\n"));
    }

    private static void compareGolden(Tally tally, RecordedCase recorded, ScratchDatabase database) {
        String expected = recorded.text("expected_schema").orElseThrow();
        String input = recorded.text("input_schema").orElse("");
        String configuration = input.contains("datasource ")
                ? ""
                : expected.contains("datasource ") ? configuration(expected) : usual(recorded, expected + input);
        PulledSchema pulled = pull(
                        database,
                        List.of(separated(recorded.text("setup_sql").orElseThrow())),
                        configuration + input,
                        false)
                .pulled();
        tally.compare(
                recorded,
                "schema",
                models(expected),
                models(pulled.files().getFirst().text()));
        recorded.text("expected_warnings_text")
                .ifPresent(warnings -> tally.compare(
                        recorded,
                        "warnings",
                        warnings.strip(),
                        pulled.warnings().orElse("").strip()));
    }

    /** Some statements on record stand on lines of their own without semicolons. */
    private static String separated(String sql) {
        return sql.replaceAll("(?i)(?<=[^;\\s(])[ \\t]*\\n(?=CREATE )", ";\n");
    }

    static String usual(RecordedCase recorded, String models) {
        String namespaces = models.contains("@@schema(\"first\")") ? "  schemas = [\"first\", \"second\"]\n" : "";
        String features = recorded.texts("preview_features").orElse(List.of()).stream()
                .map(feature -> "\"" + feature + "\"")
                .collect(Collectors.joining(", "));
        return "generator client {\n  provider = \"prisma-client\"\n  previewFeatures = [" + features
                + "]\n}\n\ndatasource db {\n  provider = \"" + recorded.provider() + "\"\n" + namespaces + "}\n\n";
    }

    static String configuration(String schema) {
        return schema.substring(0, schema.length() - models(schema).length()).replaceAll("(?m)^ *url .*$", "");
    }

    /** Everything behind the datasource. */
    static String models(String schema) {
        int datasource = schema.indexOf("datasource ");
        return datasource < 0
                ? schema.strip()
                : schema.substring(schema.indexOf("}\n", datasource) + 2).strip();
    }

    private record Answer(DatabaseSchema database, PulledSchema pulled) {}

    private static Answer pull(ScratchDatabase database, List<String> scripts, String schema, boolean force) {
        PrismaSchema previous = SchemaDiffAnswer.parse(schema);
        List<String> namespaces =
                previous.dataModel().datasource().map(Datasource::namespaces).orElse(List.of());
        try {
            database.empty();
            for (String script : scripts) {
                database.run(script);
            }
            DatabaseSchema introspected = database.introspect(namespaces);
            PullRequest request =
                    new PullRequest(introspected, database.dialect(), previous.document(), previous.dataModel(), force);
            return new Answer(introspected, SchemaPull.pull(request));
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
