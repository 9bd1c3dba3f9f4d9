package dev.gnomon.cli;

import dev.gnomon.engine.core.plugin.DialectOrigin;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code dialects}. */
final class DialectsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("dialects", "List the databases that gnomon knows.", List.of(), "dialects");
    }

    @Override
    public Ending run(Invocation invocation) {
        Dialects dialects = invocation.dialects();
        for (Dialect dialect : dialects.all()) {
            DialectOrigin origin = dialects.origin(dialect);
            invocation.output().line(dialect.id().value() + "  " + dialect.displayName());
            invocation
                    .output()
                    .line("  " + place(origin)
                            + version(origin)
                            + dialect.capabilities().stream()
                                    .map(capability -> capability
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' '))
                                    .collect(Collectors.joining(", ", ": ", "")));
        }
        return Ending.ok("listed", json -> {
            json.writeArrayPropertyStart("dialects");
            for (Dialect dialect : dialects.all()) {
                DialectOrigin origin = dialects.origin(dialect);
                json.writeStartObject();
                json.writeStringProperty("id", dialect.id().value());
                json.writeStringProperty("name", dialect.displayName());
                json.writeStringProperty("origin", place(origin));
                json.writeStringProperty("loading", origin.loading().name());
                if (origin.loading() == DialectOrigin.Loading.BUILT_IN) {
                    json.writeStringProperty("version", Version.text());
                } else if (origin.version().isPresent()) {
                    json.writeStringProperty("version", origin.version().get());
                }
                JsonReport.strings(
                        json,
                        "capabilities",
                        dialect.capabilities().stream().map(Enum::name).toList());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("problems");
            for (GnomonException problem : dialects.problems()) {
                json.writeStartObject();
                json.writeStringProperty("code", problem.code().id());
                json.writeStringProperty("problem", problem.problem());
                json.writeStringProperty("remedy", problem.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String place(DialectOrigin origin) {
        return origin.place().map(Path::toString).orElse("built in");
    }

    /** The version of a dropped-in dialect; a built-in one has that of gnomon. */
    private static String version(DialectOrigin origin) {
        return origin.version().map(version -> " (version " + version + ")").orElse("");
    }
}
