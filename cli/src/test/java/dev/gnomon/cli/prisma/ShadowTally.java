package dev.gnomon.cli.prisma;

import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes down each shadow database that an engine in a process of its own makes, where a test asks for it. */
public final class ShadowTally implements Observer {

    static final String FILE_VARIABLE = "GNOMON_TEST_SHADOW_TALLY";

    @Override
    public void after(Occurrence occurrence, EngineEvent.Reported event) {
        String file = System.getenv(FILE_VARIABLE);
        if (file != null && event instanceof EngineEvent.ShadowDatabaseCreated created) {
            try {
                Files.writeString(
                        Path.of(file), created.name() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
