package dev.gnomon.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a jar of last year uses or implements is there, and nothing is asked of it that it does not know. */
class ApiGuardTest {

    private static final Path RECORDED = Path.of("src/test/resources/api.txt");

    private static final String HELP = " Is this intended? A dialect that was built before has to go on working, or"
            + " Dialect.API_LEVEL has to be raised, so that gnomon refuses it with a clear message; a new kind of change"
            + " needs a new capability (docs/adr/0008-the-api-only-grows.md). Then record the API anew: rerun with"
            + " -Dgolden.update=true and read the difference of " + RECORDED + ".";

    @Test
    void the_api_only_grows() throws Exception {
        SortedSet<String> actual = ApiDescription.ofModule();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(RECORDED, actual);
        }
        List<String> recorded = Files.readAllLines(RECORDED);
        assertThat(gone(recorded, actual))
                .as("was in the API and is not any more, or not like this." + HELP)
                .isEmpty();
        assertThat(demanded(recorded, actual))
                .as("is new, and a dialect that was built before lacks it." + HELP)
                .isEmpty();
    }

    @Test
    void what_is_taken_away_and_what_is_demanded_is_told() throws Exception {
        SortedSet<String> actual = ApiDescription.ofModule();
        String method = "! dialect.Dialect.apiLevel(): int abstract";
        String helper = "  support.SqlText.literal(String): String static";
        assertThat(actual).contains(method, helper);
        SortedSet<String> less = new TreeSet<>(actual);
        less.removeAll(List.of(method, helper));
        assertThat(gone(List.copyOf(actual), less)).containsExactly(helper, method);
        assertThat(demanded(List.copyOf(less), actual)).containsExactly(method);
        assertThat(demanded(
                        actual.stream()
                                .filter(line -> !line.startsWith("dialect.MigrationLock", 2))
                                .toList(),
                        actual))
                .as("a role that is new")
                .isEmpty();
    }

    private static SortedSet<String> gone(List<String> recorded, SortedSet<String> actual) {
        SortedSet<String> gone = new TreeSet<>(recorded);
        gone.removeAll(actual);
        return gone;
    }

    private static SortedSet<String> demanded(List<String> recorded, SortedSet<String> actual) {
        SortedSet<String> demanded = new TreeSet<>(actual);
        recorded.forEach(demanded::remove);
        demanded.removeIf(line -> !ApiDescription.isClosed(line) || isOfNewType(line, recorded));
        return demanded;
    }

    /** A type that nobody implements yet may ask for anything. */
    private static boolean isOfNewType(String line, List<String> recorded) {
        String member = line.substring(2, line.indexOf('(') < 0 ? line.length() : line.indexOf('('));
        return recorded.stream()
                .filter(known -> known.contains(": interface")
                        || known.contains(": enum")
                        || known.contains(": class")
                        || known.contains(": open")
                        || known.contains(": record"))
                .map(known -> known.substring(2, known.indexOf(':')))
                .noneMatch(type -> member.startsWith(type + ".") || member.startsWith(type + ":"));
    }
}
