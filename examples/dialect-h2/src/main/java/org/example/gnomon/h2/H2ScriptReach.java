package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds statements that read or write files, run Java, or ask other databases. */
final class H2ScriptReach implements ScriptReach {

    private static final String REMEDY = "Take the statement out of the migrations, and run it by hand where it is meant for.";

    private static final Map<String, ReachKind> FUNCTIONS = Map.of(
            "FILE_READ", ReachKind.FILES,
            "FILE_WRITE", ReachKind.FILES,
            "CSVREAD", ReachKind.FILES,
            "CSVWRITE", ReachKind.FILES,
            "LINK_SCHEMA", ReachKind.SERVERS);

    @Override
    public List<Reach> read(String script, ReachScope scope) {
        List<Reach> found = new ArrayList<>();
        read(H2Word.of(script, 1), scope, found);
        return found;
    }

    private static void read(List<H2Word> words, ReachScope scope, List<Reach> found) {
        int start = 0;
        for (int i = 0; i <= words.size(); i++) {
            if (i == words.size() || words.get(i).isSign(';')) {
                if (start < i) {
                    statement(words.subList(start, i), scope, found);
                }
                start = i + 1;
            }
        }
    }

    private static void statement(List<H2Word> words, ReachScope scope, List<Reach> found) {
        switch (words.get(0).text()) {
            case "RUNSCRIPT", "BACKUP" -> add(found, ReachKind.FILES, words.get(0), "reads or writes files");
            case "SCRIPT" -> {
                if (words.stream().anyMatch(word -> word.is("TO"))) {
                    add(found, ReachKind.FILES, words.get(0), "writes a file");
                }
            }
            case "SHUTDOWN" -> add(found, ReachKind.SERVER, words.get(0), "closes the database for everybody");
            case "CREATE", "ALTER", "DROP" -> definition(words, scope, found);
            case "EXECUTE" -> immediate(words, scope, found);
            default -> {
                // What else it does, it does in its database.
            }
        }
        for (int i = 0; i + 1 < words.size(); i++) {
            ReachKind kind = FUNCTIONS.get(words.get(i).text());
            if (kind != null && words.get(i).kind() == H2Word.Kind.WORD && words.get(i + 1).isSign('(') && !isName(words, i)) {
                add(found, kind, words.get(i), "reaches " + kind.target());
            }
        }
    }

    /** Whether a word in front of a parenthesis is the name of a table and not of a function. */
    private static boolean isName(List<H2Word> words, int i) {
        return i == 0
                || Set.of("TABLE", "EXISTS", "INTO", "REFERENCES", "ON", ".").contains(words.get(i - 1).text());
    }

    private static void definition(List<H2Word> words, ReachScope scope, List<Reach> found) {
        int at = 1;
        while (at < words.size()
                && Set.of("FORCE", "OR", "REPLACE", "LOCAL", "GLOBAL", "TEMPORARY", "TEMP").contains(words.get(at).text())) {
            at++;
        }
        if (at >= words.size()) {
            return;
        }
        boolean creates = words.get(0).is("CREATE");
        switch (words.get(at).text()) {
            case "LINKED" -> add(found, ReachKind.SERVERS, words.get(at), "table reads another database");
            case "ALIAS", "AGGREGATE", "TRIGGER" -> {
                if (creates) {
                    add(found, ReachKind.PROGRAMS, words.get(at), "runs Java code");
                }
            }
            case "USER", "ROLE" -> {
                // They belong to the database, but no reset removes them: the next replay would find them.
                if (scope.shadow().isPresent()) {
                    add(found, ReachKind.ROLES, words.get(at), "stays in the shadow database when it is emptied");
                }
            }
            default -> {
                // It lies in a namespace.
            }
        }
    }

    private static void immediate(List<H2Word> words, ReachScope scope, List<Reach> found) {
        if (words.size() < 3 || !words.get(1).is("IMMEDIATE")) {
            return;
        }
        H2Word text = words.get(2);
        if (words.size() == 3 && text.kind() == H2Word.Kind.TEXT) {
            read(H2Word.of(text.text(), text.line()), scope, found);
        } else {
            add(found, ReachKind.UNREADABLE, words.get(0), "runs a text that is known only then");
        }
    }

    private static void add(List<Reach> found, ReachKind kind, H2Word word, String what) {
        found.add(new Reach(kind, word.line(), word.text() + " " + what, REMEDY));
    }
}
