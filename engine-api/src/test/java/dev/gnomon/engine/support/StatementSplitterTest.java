package dev.gnomon.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.ScriptStatement;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {

    private final StatementSplitter all = StatementSplitter.STANDARD
            .withLineComment("//")
            .withNestedComments()
            .withDollarQuotes();

    @Test
    void statements_end_at_semicolons_and_know_their_lines() {
        assertThat(StatementSplitter.STANDARD.split("-- one\nA;\n\nB\n ;C"))
                .containsExactly(
                        new ScriptStatement("-- one\nA", 2), new ScriptStatement("B", 4), new ScriptStatement("C", 5));
    }

    @Test
    void quotes_and_comments_hide_semicolons() {
        assertThat(StatementSplitter.STANDARD.split("A ';''' \";\"\"\" /* ; /* */ -- ;\n; B"))
                .extracting(ScriptStatement::sql)
                .containsExactly("A ';''' \";\"\"\" /* ; /* */ -- ;", "B");
    }

    @Test
    void what_only_some_databases_have_is_asked_for() {
        String script = "A /* /* ; */ ; */ // ;\n $$ ; $$ $x$ ; $$ ; $x$; B$c; D$";
        assertThat(all.split(script)).hasSize(3);
        assertThat(StatementSplitter.STANDARD.split(script)).hasSizeGreaterThan(3);
    }

    @Test
    void what_is_never_closed_goes_on_to_the_end() {
        for (String open : new String[] {"'", "\"", "/*", "$$", "$a$"}) {
            assertThat(all.split("A; B " + open + " ; C")).hasSize(2);
        }
        assertThat(all.split(" ;; \n-- nothing\n;/**/")).isEmpty();
    }
}
