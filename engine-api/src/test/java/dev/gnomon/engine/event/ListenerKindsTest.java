package dev.gnomon.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody writes a gate and gets an observer: what is neither, or both, does not compile. */
class ListenerKindsTest {

    private static final String ANSWER = """
            public Verdict before(Occurrence occurrence, EngineEvent.Proposed event) {
                return Verdict.veto("not today");
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void a_gate_has_an_answer() {
        assertThat(mistakes("Gate", ANSWER)).isEmpty();
        assertThat(mistakes("Gate", "")).singleElement().asString().contains("before");
    }

    @Test
    void an_observer_has_none() {
        assertThat(mistakes("Observer", "")).isEmpty();
        assertThat(mistakes("Observer", ANSWER)).singleElement().asString().contains("return type");
    }

    @Test
    void a_listener_is_one_of_the_two() {
        assertThat(mistakes("EngineListener", ANSWER)).isNotEmpty();
        assertThat(mistakes("Gate, Observer", ANSWER)).isNotEmpty();
    }

    private List<String> mistakes(String kind, String members) {
        String text = """
                package stranger;
                import dev.gnomon.engine.event.*;
                public class Strange implements %s {
                %s
                }
                """.formatted(kind, members);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///stranger/Strange.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        found,
                        List.of("-proc:none", "-classpath", api(), "-d", folder.toString()),
                        null,
                        List.of(source))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    private static String api() {
        try {
            return Path.of(EngineListener.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
