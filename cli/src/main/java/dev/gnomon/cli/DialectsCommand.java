package dev.gnomon.cli;

import dev.gnomon.engine.dialect.Dialect;
import java.util.List;

/** {@code dialects}. */
final class DialectsCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of("dialects", "List the databases that gnomon knows.", List.of(), "dialects");
    }

    @Override
    public Ending run(Invocation invocation) {
        for (Dialect dialect : invocation.dialects().all()) {
            invocation.output().line(dialect.id().value() + "  " + dialect.displayName());
        }
        return Ending.ok("listed", json -> {
            json.writeArrayPropertyStart("dialects");
            for (Dialect dialect : invocation.dialects().all()) {
                json.writeStartObject();
                json.writeStringProperty("id", dialect.id().value());
                json.writeStringProperty("name", dialect.displayName());
                JsonReport.strings(
                        json,
                        "capabilities",
                        dialect.capabilities().stream().map(Enum::name).toList());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
