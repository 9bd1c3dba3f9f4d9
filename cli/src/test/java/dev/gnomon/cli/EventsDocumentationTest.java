package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.architecture.Repository;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Found;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every event stands in {@code docs/events.md}, with its kind and its fields. */
class EventsDocumentationTest {

    @Test
    void every_event_is_listed_with_its_kind_and_its_fields() throws IOException {
        List<String> lines = Files.readAllLines(Repository.root().resolve("docs/events.md"));
        List<Class<?>> events = records(EngineEvent.class).toList();

        assertThat(events).hasSizeGreaterThan(50).allSatisfy(event -> {
            List<String> rows = lines.stream()
                    .filter(line -> line.startsWith("| `" + event.getSimpleName() + "` |"))
                    .toList();
            assertThat(rows).as(event.getSimpleName()).hasSize(1);
            assertThat(rows.get(0)).contains("| " + kind(event) + " |");
            for (RecordComponent component : event.getRecordComponents()) {
                assertThat(rows.get(0)).contains("`" + component.getName() + "`");
            }
        });
        assertThat(lines.stream().filter(line -> line.matches("\\| `\\w+` \\| (proposed|found|reported) \\|.*")))
                .hasSameSizeAs(events);
    }

    private static String kind(Class<?> event) {
        if (Found.class.isAssignableFrom(event)) {
            return "found";
        }
        return Proposed.class.isAssignableFrom(event) ? "proposed" : "reported";
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(EventsDocumentationTest::records)
                        .distinct()
                : Stream.of(type);
    }
}
