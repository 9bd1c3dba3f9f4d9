package dev.gnomon.listeners.event;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Events as names and plain values: texts, whole numbers, truth values, lists of texts. Made for logs, so that an event
 * of a later version shows up there without their doing anything.
 */
public final class EventFields {

    private EventFields() {}

    /** The event's kind, {@code migrationApplied} for {@link EngineEvent.MigrationApplied}. */
    public static String kind(EngineEvent event) {
        String name = event.getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** The event's place in its run. */
    public static Map<String, Object> of(Occurrence occurrence) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("run", occurrence.run().id());
        fields.put("sequence", occurrence.sequence());
        fields.put("command", occurrence.run().command());
        occurrence.run().dialect().ifPresent(dialect -> fields.put("dialect", dialect.value()));
        occurrence.run().database().ifPresent(database -> fields.put("database", describe(database)));
        occurrence.duration().ifPresent(duration -> fields.put("microseconds", duration.toNanos() / 1000));
        return fields;
    }

    /** The event's own components, schemas left out: they are large, and what changes in them is told. */
    public static Map<String, Object> of(EngineEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            put(fields, component.getName(), read(component, event));
        }
        return fields;
    }

    private static Object read(RecordComponent component, EngineEvent event) {
        try {
            return component.getAccessor().invoke(event);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("an event's components can be read", impossible);
        }
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(present -> put(fields, name, present));
            case OptionalLong optional -> optional.ifPresent(number -> fields.put(name, number));
            case Number number -> fields.put(name, number.longValue());
            case Boolean flag -> fields.put(name, flag);
            case Migration migration -> {
                fields.put(name, migration.id());
                migration.checksum().ifPresent(checksum -> fields.put("checksum", checksum.hex()));
            }
            case ChangeSet changes ->
                fields.put(
                        name,
                        changes.changes().stream().map(EventFields::describe).toList());
            case RenderedMigration rendered ->
                fields.put("statements", (long) rendered.statements().size());
            case DataLossReport report -> {
                List<Finding> findings = Stream.concat(report.warnings().stream(), report.unexecutable().stream())
                        .toList();
                fields.put(name, findings.stream().map(Finding::message).toList());
                fields.put(
                        "findings",
                        findings.stream().map(finding -> finding.kind().id()).toList());
            }
            case Finding finding -> put(fields, name, finding);
            case DatabaseSchema schema ->
                fields.put("tables", (long) schema.tables().size());
            case BeforeAfter<?> schemas -> {}
            case ReplayedHistory replayed ->
                fields.put("tables", (long) replayed.atHead().tables().size());
            case HistoryReport report -> fields.put(name, report.toString());
            case List<?> list ->
                fields.put(name, list.stream().map(EventFields::describe).toList());
            default -> fields.put(name, describe(value));
        }
    }

    private static void put(Map<String, Object> fields, String name, Finding finding) {
        fields.put(name, finding.message());
        fields.put("id", finding.kind().id());
        fields.put("severity", finding.severity().name());
        finding.table().ifPresent(table -> fields.put("table", table.toString()));
        fields.put("columns", finding.columns());
        finding.count().ifPresent(count -> fields.put("count", count));
    }

    /** One line for any value. */
    private static String describe(Object value) {
        return switch (value) {
            case String text -> SecretMask.maskSql(text);
            case EngineEvent event -> kind(event);
            case Migration migration -> migration.id();
            case SchemaChange change -> change.word() + tables(change);
            case DatabaseLocation database -> describe(database);
            case AffectedTable affected ->
                affected.kind().word()
                        + (affected.table().isBlank() ? "" : " " + affected.table())
                        + (affected.rows().isPresent() ? " (" + affected.rows().getAsLong() + " rows)" : "");
            case GnomonException failure -> failure.code().id() + ": " + SecretMask.maskSql(failure.problem());
            case RuntimeException failure -> SecretMask.maskSql(failure.toString());
            default -> value.toString();
        };
    }

    private static String tables(SchemaChange change) {
        return change.tableNames().stream()
                .map(ObjectName::name)
                .collect(Collectors.joining(", ", " ", ""))
                .stripTrailing();
    }

    private static String describe(DatabaseLocation database) {
        return Stream.of(database.address(), database.database(), database.schema())
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }
}
