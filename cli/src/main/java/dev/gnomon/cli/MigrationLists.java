package dev.gnomon.cli;

import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Words lists of migrations and of findings. */
final class MigrationLists {

    private MigrationLists() {}

    /** The files of migrations as a tree below a folder. */
    static String tree(String root, List<String> ids) {
        StringBuilder text = new StringBuilder(root + "/");
        for (String id : ids) {
            text.append("\n  └─ ").append(id).append("/\n    └─ ").append(MigrationsDirectory.SCRIPT_NAME);
        }
        return text.toString();
    }

    /** What an apply did. */
    static String applied(List<String> ids) {
        return "The following migration(s) have been applied:\n\n" + tree("migrations", ids);
    }

    /** {@code 2 migrations found in prisma/migrations}. */
    static String found(int count) {
        return switch (count) {
            case 0 -> "No migration found in prisma/migrations";
            case 1 -> "1 migration found in prisma/migrations";
            default -> count + " migrations found in prisma/migrations";
        };
    }

    /** The steps that cannot run, as {@code migrate dev} shows them. */
    static String unexecutable(DataLossReport report) {
        StringBuilder text = new StringBuilder("\n⚠️ We found changes that cannot be executed:\n");
        for (DataLossReport.Finding finding : report.unexecutable()) {
            text.append("\n  • Step ").append(finding.stepIndex()).append(' ').append(finding.message());
        }
        return text.toString();
    }

    static String bullets(List<DataLossReport.Finding> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append("\n  • ").append(finding.message()));
        return text.toString();
    }

    /** The members {@code warnings}, {@code unexecutable} and {@code findings} of a JSON answer. */
    static JsonReport.Members members(DataLossReport report) {
        return json -> {
            JsonReport.strings(
                    json,
                    "warnings",
                    report.warnings().stream()
                            .map(DataLossReport.Finding::message)
                            .toList());
            JsonReport.strings(
                    json,
                    "unexecutable",
                    report.unexecutable().stream()
                            .map(DataLossReport.Finding::message)
                            .toList());
            json.writeArrayPropertyStart("findings");
            report.findings().forEach(finding -> write(json, finding));
            json.writeEndArray();
        };
    }

    private static void write(JsonGenerator json, DataLossReport.Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("id", finding.kind().id());
        json.writeStringProperty("kind", finding.kind().word());
        json.writeStringProperty("severity", finding.severity().name());
        finding.table().ifPresent(table -> json.writeStringProperty("table", table.name()));
        finding.table()
                .flatMap(ObjectName::namespace)
                .ifPresent(namespace -> json.writeStringProperty("namespace", namespace));
        JsonReport.strings(json, "columns", finding.columns());
        finding.count().ifPresent(count -> json.writeNumberProperty("count", count));
        json.writeStringProperty("message", finding.message());
        json.writeNumberProperty("stepIndex", finding.stepIndex());
        json.writeEndObject();
    }
}
