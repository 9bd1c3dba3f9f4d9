package dev.gnomon.cli.rpc;

import dev.gnomon.engine.core.CreatedMigration;
import dev.gnomon.engine.core.DataLossEvaluation;
import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.project.ComparisonSide;
import dev.gnomon.project.Project;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** The protocol's methods: parameters in, results out. */
final class EngineMethods {

    private final EngineProject project;
    private final Engine engine;
    private final MessageWriter messages;

    EngineMethods(EngineProject project, MessageWriter messages) {
        this.project = project;
        this.engine = project.project().engine();
        this.messages = messages;
    }

    /**
     * Do what a request asks.
     *
     * @return writes the result
     */
    Consumer<JsonGenerator> call(String method, JsonValue params) {
        return switch (method) {
            case "applyMigrations" -> applyMigrations(params);
            case "createDatabase" -> createDatabase(params.require("datasource"));
            case "createMigration" -> createMigration(params);
            case "dbExecute" -> dbExecute(params);
            case "devDiagnostic" -> devDiagnostic(params);
            case "diagnoseMigrationHistory" -> diagnoseMigrationHistory(params);
            case "diff" -> diff(params);
            case "ensureConnectionValidity" -> ensureConnectionValidity(params);
            case "evaluateDataLoss" -> evaluateDataLoss(params);
            case "getDatabaseVersion" -> getDatabaseVersion(params);
            case "introspect" -> IntrospectMethod.call(project, engine, params);
            case "markMigrationApplied" -> markMigrationApplied(params);
            case "markMigrationRolledBack" -> {
                engine.markMigrationRolledBack(workspace(params), params.requireText("migrationName"));
                yield EngineMethods::nothing;
            }
            case "reset" -> {
                engine.reset(workspace(params));
                yield EngineMethods::nothing;
            }
            case "schemaPush" -> schemaPush(params);
            case "debugPanic" -> throw new IllegalStateException("This is the debugPanic artificial panic");
            default -> throw new ProtocolException(ProtocolException.METHOD_NOT_FOUND, "Method not found");
        };
    }

    private static void nothing(JsonGenerator json) {
        json.writeStartObject();
        json.writeEndObject();
    }

    private Workspace workspace(JsonValue params) {
        return project.workspace(params, Optional.empty());
    }

    private MigrationHistory history(JsonValue params) {
        return project.history(params.require("migrationsList"));
    }

    private static void strings(JsonGenerator json, String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private Consumer<JsonGenerator> applyMigrations(JsonValue params) {
        List<String> applied = engine.applyMigrations(workspace(params), history(params));
        return json -> {
            json.writeStartObject();
            strings(json, "appliedMigrationNames", applied);
            json.writeEndObject();
        };
    }

    private record Database(Dialect dialect, DatabaseTarget target) {}

    /** The database of a {@code datasource} parameter; without one, the one named at the start. */
    private Database database(Optional<JsonValue> datasource) {
        if (datasource.isEmpty()) {
            return new Database(project.dialect(), project.target());
        }
        Optional<String> url = datasource.get().text("url");
        if (url.isPresent()) {
            DatabaseTarget target = new DatabaseTarget(url.get(), project.workingDirectory());
            return new Database(project.dialect(List.of(), target), target);
        }
        List<SchemaFile> files = project.files(datasource.get());
        DatabaseTarget target = project.target(
                files,
                datasource
                        .get()
                        .text("configDir")
                        .map(project.workingDirectory()::resolve)
                        .orElse(project.workingDirectory()));
        return new Database(project.dialect(files, target), target);
    }

    private Consumer<JsonGenerator> createDatabase(JsonValue datasource) {
        Database database = database(Optional.of(datasource));
        String name = engine.createDatabase(database.dialect(), database.target());
        return json -> {
            json.writeStartObject();
            json.writeStringProperty("databaseName", name);
            json.writeEndObject();
        };
    }

    private Consumer<JsonGenerator> createMigration(JsonValue params) {
        PrismaSchema schema = project.schema(project.files(params.require("schema")));
        Workspace workspace = project.workspace(params, Optional.of(schema));
        CreatedMigration created = engine.createMigration(
                workspace,
                history(params),
                Project.lowered(schema, workspace),
                params.text("migrationName").orElse(""),
                params.flag("draft"));
        return json -> {
            json.writeStartObject();
            json.writeStringProperty("connectorType", created.provider());
            json.writeStringProperty("generatedMigrationName", created.id());
            if (created.script().isPresent()) {
                json.writeStringProperty("migrationScript", created.script().get());
            } else {
                json.writeNullProperty("migrationScript");
            }
            json.writeStringProperty("extension", "sql");
            json.writeEndObject();
        };
    }

    private Consumer<JsonGenerator> dbExecute(JsonValue params) {
        Database database = database(params.get("datasourceType"));
        project.project().execute(database.dialect(), database.target(), params.requireText("script"));
        return EngineMethods::nothing;
    }

    private Consumer<JsonGenerator> devDiagnostic(JsonValue params) {
        DevDiagnosis diagnosis = engine.devDiagnostic(workspace(params), history(params));
        return json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("action");
            switch (diagnosis) {
                case DevDiagnosis.CreateMigration ignored -> json.writeStringProperty("tag", "createMigration");
                case DevDiagnosis.ResetNeeded reset -> {
                    json.writeStringProperty("tag", "reset");
                    json.writeStringProperty("reason", reset.reason());
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        };
    }

    private Consumer<JsonGenerator> diagnoseMigrationHistory(JsonValue params) {
        HistoryDiagnosis diagnosis = engine.diagnoseMigrationHistory(
                workspace(params), history(params), params.flag("optInToShadowDatabase"));
        return json -> {
            HistoryReport report = diagnosis.report();
            json.writeStartObject();
            writeDrift(json, diagnosis);
            strings(json, "editedMigrationNames", report.edited());
            strings(
                    json,
                    "failedMigrationNames",
                    report.failed().stream().map(AppliedMigration::migrationId).toList());
            json.writeBooleanProperty("hasMigrationsTable", report.hasHistoryTable());
            writeHistory(json, report);
            diagnosis.errorInPendingMigrations().ifPresent(error -> {
                json.writeName("errorInUnappliedMigration");
                FailureData.write(json, error);
            });
            json.writeEndObject();
        };
    }

    private static void writeDrift(JsonGenerator json, HistoryDiagnosis diagnosis) {
        diagnosis.drift().ifPresent(drift -> {
            json.writeObjectPropertyStart("drift");
            json.writeStringProperty("diagnostic", "driftDetected");
            json.writeStringProperty("summary", drift.summary());
            json.writeEndObject();
        });
        diagnosis.errorInAppliedMigrations().ifPresent(error -> {
            json.writeObjectPropertyStart("drift");
            json.writeStringProperty("diagnostic", "migrationFailedToApply");
            json.writeName("error");
            FailureData.write(json, error);
            json.writeEndObject();
        });
    }

    private static void writeHistory(JsonGenerator json, HistoryReport report) {
        if (report.pending().isEmpty() && report.missing().isEmpty()) {
            json.writeNullProperty("history");
            return;
        }
        json.writeObjectPropertyStart("history");
        if (report.diverges()) {
            json.writeStringProperty("diagnostic", "historiesDiverge");
            if (report.lastCommon().isPresent()) {
                json.writeStringProperty(
                        "lastCommonMigrationName", report.lastCommon().get());
            } else {
                json.writeNullProperty("lastCommonMigrationName");
            }
            strings(json, "unpersistedMigrationNames", report.missing());
            strings(json, "unappliedMigrationNames", report.pending());
        } else if (report.missing().isEmpty()) {
            json.writeStringProperty("diagnostic", "databaseIsBehind");
            strings(json, "unappliedMigrationNames", report.pending());
        } else {
            json.writeStringProperty("diagnostic", "migrationsDirectoryIsBehind");
            strings(json, "unpersistedMigrationNames", report.missing());
        }
        json.writeEndObject();
    }

    private Consumer<JsonGenerator> diff(JsonValue params) {
        ComparisonSide from = DiffTargets.read(project, params.require("from"));
        ComparisonSide to = DiffTargets.read(project, params.require("to"));
        Dialect dialect = from.dialect()
                .or(to::dialect)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.USAGE, "Could not determine the connector to use for diffing.", ""));
        // Without a target: this method never makes a shadow database beside the main one.
        Workspace workspace =
                project.workspace(params, dialect, to.schema().or(from::schema)).build();
        SchemaDiff diff = engine.diff(workspace, from.source(dialect), to.source(dialect));
        String text = params.flag("script") ? diff.script() : diff.summary();
        // With its last newline, which the client keeps where it writes into a file.
        messages.print(text);
        int exitCode = params.flag("exitCode") && !diff.isEmpty() ? 2 : 0;
        return json -> {
            json.writeStartObject();
            json.writeNumberProperty("exitCode", exitCode);
            json.writeNullProperty("stdout");
            json.writeEndObject();
        };
    }

    private Consumer<JsonGenerator> ensureConnectionValidity(JsonValue params) {
        Database database = database(params.get("datasource"));
        engine.ensureConnection(database.dialect(), database.target());
        return EngineMethods::nothing;
    }

    private Consumer<JsonGenerator> evaluateDataLoss(JsonValue params) {
        PrismaSchema schema = project.schema(project.files(params.require("schema")));
        Workspace workspace = project.workspace(params, Optional.of(schema));
        DataLossEvaluation evaluation =
                engine.evaluateDataLoss(workspace, history(params), Project.lowered(schema, workspace));
        return json -> {
            json.writeStartObject();
            json.writeNumberProperty("migrationSteps", evaluation.steps());
            findings(json, "unexecutableSteps", evaluation.report().unexecutable());
            findings(json, "warnings", evaluation.report().warnings());
            json.writeEndObject();
        };
    }

    private static void findings(JsonGenerator json, String name, List<Finding> findings) {
        json.writeArrayPropertyStart(name);
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("message", finding.message());
            json.writeNumberProperty("stepIndex", finding.stepIndex());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private Consumer<JsonGenerator> getDatabaseVersion(JsonValue params) {
        Database database = database(params.get("datasource"));
        String version = engine.databaseVersion(database.dialect(), database.target());
        return json -> {
            json.writeStartObject();
            json.writeStringProperty("version", version);
            json.writeEndObject();
        };
    }

    private Consumer<JsonGenerator> markMigrationApplied(JsonValue params) {
        engine.markMigrationApplied(workspace(params), history(params), params.requireText("migrationName"));
        return EngineMethods::nothing;
    }

    private Consumer<JsonGenerator> schemaPush(JsonValue params) {
        PrismaSchema schema = project.schema(project.files(params.require("schema")));
        Workspace workspace = project.workspace(params, Optional.of(schema));
        PushOutcome outcome = engine.schemaPush(workspace, Project.lowered(schema, workspace), params.flag("force"));
        return json -> {
            json.writeStartObject();
            json.writeNumberProperty("executedSteps", outcome.executedSteps());
            strings(
                    json,
                    "unexecutable",
                    outcome.report().unexecutable().stream()
                            .map(Finding::message)
                            .toList());
            strings(
                    json,
                    "warnings",
                    outcome.report().warnings().stream().map(Finding::message).toList());
            json.writeEndObject();
        };
    }
}
