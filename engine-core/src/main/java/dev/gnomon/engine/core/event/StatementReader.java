package dev.gnomon.engine.core.event;

import dev.gnomon.engine.core.event.StatementWords.Name;
import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a statement does to which tables, from its words in the grammars of all databases at once: what means less
 * elsewhere is taken for the graver. What no word tells is said to be opaque.
 */
final class StatementReader {

    /** What a statement may begin with that is about no table, or only looks at it. */
    private static final Set<String> HARMLESS = Set.of(
            ("SELECT VALUES TABLE RESET SHOW USE START COMMIT ROLLBACK SAVEPOINT RELEASE END ABORT LOCK UNLOCK COMMENT GRANT"
                            + " REVOKE DENY VACUUM REINDEX CLUSTER CHECKPOINT OPTIMIZE REPAIR CHECK CHECKSUM FLUSH PRAGMA ATTACH"
                            + " DETACH LISTEN NOTIFY UNLISTEN DISCARD DECLARE FETCH CLOSE OPEN MOVE DEALLOCATE REFRESH SECURITY"
                            + " REASSIGN IMPORT PRINT THROW RAISERROR RETURN GO DELIMITER HANDLER SIGNAL RESIGNAL LEAVE ITERATE"
                            + " BREAK CONTINUE GOTO DBCC WAITFOR ENABLE DISABLE SAVE CACHE TRY CATCH TRAN TRANSACTION UNTIL SET")
                    .split(" "));

    /** What parts of a statement may begin with that are statements themselves. */
    private static final Set<String> VERBS = Set.of(
            "CREATE",
            "DROP",
            "TRUNCATE",
            "DELETE",
            "UPDATE",
            "INSERT",
            "REPLACE",
            "MERGE",
            "RENAME",
            "ALTER",
            "WITH",
            "EXEC",
            "EXECUTE",
            "CALL",
            "DO",
            "PREPARE",
            "LOAD");

    private static final Set<String> WRITING_VERBS = Set.of("DELETE", "UPDATE", "INSERT", "MERGE", "REPLACE");

    /** What may stand in front of a statement in a block. */
    private static final Set<String> OPENINGS =
            Set.of("BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT", "ATOMIC", "TRY", "CATCH", "TRAN", "TRANSACTION");

    private static final Set<String> CONTROL =
            Set.of("BEGIN", "IF", "ELSE", "ELSEIF", "ELSIF", "WHILE", "LOOP", "REPEAT", "FOR", "CASE", "WHEN", "END");

    /** What is made with a body that runs later. */
    private static final Set<String> PROGRAMS =
            Set.of("PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "EVENT", "RULE", "PACKAGE", "VIEW");

    /** What comes, at most, between CREATE and what is created. */
    private static final int LONGEST_HEAD = 24;

    /** What other objects' columns may need, so that they go with it. */
    private static final Set<String> NEEDED_BY_COLUMNS = Set.of(
            "EXTENSION", "FUNCTION", "ROUTINE", "AGGREGATE", "OPERATOR", "COLLATION", "LANGUAGE", "ACCESS", "SERVER");

    private final StatementWords words;
    private final List<StatementSubject> found;

    private StatementReader(StatementWords words, List<StatementSubject> found) {
        this.words = words;
        this.found = found;
    }

    static List<StatementSubject> read(List<StatementWord> words) {
        List<StatementSubject> found = new ArrayList<>();
        StatementWords whole = new StatementWords(words);
        if (isProgram(whole)) {
            return found;
        }
        for (StatementWords statement : whole.cutAt(';')) {
            new StatementReader(statement, found).statement();
        }
        return found;
    }

    private static boolean isProgram(StatementWords words) {
        if (!Set.of("CREATE", "ALTER").contains(words.at(0))) {
            return false;
        }
        for (int index = 1;
                index < Math.min(LONGEST_HEAD, words.size()) && !words.at(index).equals("TABLE");
                index++) {
            if (words.isIn(index, PROGRAMS)) {
                return true;
            }
        }
        return false;
    }

    private void readFrom(int from) {
        new StatementReader(words.from(from), found).statement();
    }

    private void add(StatementKind kind, Optional<Name> name) {
        name.ifPresent(known -> found.add(StatementSubject.of(kind, known.name())));
    }

    private void statement() {
        int start = 0;
        while (words.isSign(start, '(')) {
            start++;
        }
        if (start > 0 || words.isSign(1, ':')) {
            readFrom(start > 0 ? start : 2);
            return;
        }
        String verb = words.at(0);
        switch (verb) {
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "TRUNCATE" -> truncate();
            case "DELETE" -> delete();
            case "UPDATE" -> update();
            case "INSERT" -> insert();
            case "REPLACE" -> replace();
            case "MERGE" -> merge();
            case "RENAME" -> rename();
            case "ALTER" -> alter();
            case "WITH" -> with();
            case "EXPLAIN", "DESCRIBE", "DESC", "ANALYZE" -> explain();
            case "LOAD", "COPY", "BULK" -> load();
            case "PREPARE" -> opaqueUnless(words.at(1).equals("TRANSACTION"));
            case "EXEC", "EXECUTE" -> execute();
            default -> {
                if (verb.equals("SET") && words.at(1).equals("STATEMENT")) {
                    readFrom(words.find(2, "FOR") + 1);
                } else if (CONTROL.contains(verb)) {
                    control();
                } else {
                    opaqueUnless(words.size() == 0 || HARMLESS.contains(verb));
                }
            }
        }
    }

    private void opaqueUnless(boolean known) {
        if (!known) {
            found.add(StatementSubject.ofSome(StatementKind.OPAQUE));
        }
    }

    /** Blocks and conditions: whatever stands in them may run. */
    private void control() {
        for (int index = 0; index + 1 < words.size(); index++) {
            if (words.isIn(index, OPENINGS) && words.isIn(index + 1, VERBS)) {
                readFrom(index + 1);
                return;
            }
        }
    }

    private void create() {
        boolean replaces = words.at(1).equals("OR") && words.at(2).equals("REPLACE");
        int at = words.skip(
                replaces ? 3 : 1, "GLOBAL", "LOCAL", "TEMPORARY", "TEMP", "UNLOGGED", "FOREIGN", "EXTERNAL", "VIRTUAL");
        if (words.at(at).equals("TABLE")) {
            int name = words.skip(at + 1, "IF", "NOT", "EXISTS");
            words.name(name).ifPresent(table -> {
                if (replaces) {
                    found.add(StatementSubject.of(StatementKind.DROP_TABLE, table.name()));
                }
                found.add(StatementSubject.created(table.name(), name == at + 1));
            });
        } else if (replaces && words.at(at).equals("DATABASE")) {
            dropDatabase(at + 1);
        }
    }

    private void dropDatabase(int at) {
        words.names(words.skip(at, "IF", "EXISTS"))
                .forEach(name -> found.add(StatementSubject.of(StatementKind.DROP_DATABASE, name.name())));
        found.add(StatementSubject.ofSome(StatementKind.DROP_TABLE));
    }

    private void drop() {
        int at = words.skip(1, "TEMPORARY", "FOREIGN", "EXTERNAL");
        boolean cascades = words.has(at, "CASCADE");
        List<Name> names = words.names(words.skip(at + 1, "IF", "EXISTS", "ONLY"));
        switch (words.at(at)) {
            case "TABLE", "TABLES" ->
                names.forEach(name -> found.add(StatementSubject.of(StatementKind.DROP_TABLE, name.name())));
            case "DATABASE" -> dropDatabase(at + 1);
            case "SCHEMA" -> {
                names.forEach(name -> found.add(StatementSubject.of(StatementKind.DROP_NAMESPACE, name.name())));
                if (cascades) {
                    found.add(StatementSubject.ofSome(StatementKind.DROP_TABLE));
                }
            }
            case "TYPE", "DOMAIN" -> {
                names.forEach(name -> found.add(StatementSubject.of(StatementKind.DROP_TYPE, name.name())));
                if (cascades) {
                    found.add(StatementSubject.ofSome(StatementKind.DROP_COLUMN));
                }
            }
            case "OWNED" -> found.add(StatementSubject.ofSome(StatementKind.DROP_TABLE));
            default -> {
                if (cascades && words.isIn(at, NEEDED_BY_COLUMNS)) {
                    found.add(StatementSubject.ofSome(StatementKind.DROP_COLUMN));
                }
            }
        }
    }

    private void truncate() {
        words.names(words.skip(1, "TABLE", "ONLY"))
                .forEach(name -> found.add(StatementSubject.of(StatementKind.TRUNCATE, name.name())));
        if (words.has(1, "CASCADE")) {
            found.add(StatementSubject.ofSome(StatementKind.TRUNCATE));
        }
    }

    private void delete() {
        int at = top(words.skip(1, "LOW_PRIORITY", "QUICK", "IGNORE", "HISTORY"));
        for (Name name : words.names(words.skip(at, "FROM", "ONLY"))) {
            found.add(StatementSubject.of(StatementKind.DELETE, meant(name)));
        }
    }

    private void update() {
        if (words.at(1).equals("STATISTICS")) {
            return;
        }
        int at = words.skip(1, "LOW_PRIORITY", "IGNORE");
        boolean replaces = words.at(at).equals("OR") && words.at(at + 1).equals("REPLACE");
        at = top(words.at(at).equals("OR") ? at + 2 : at);
        for (Name name : words.names(words.skip(at, "ONLY"))) {
            found.add(StatementSubject.of(StatementKind.UPDATE, meant(name)));
            if (replaces) {
                found.add(StatementSubject.of(StatementKind.DELETE, name.name()));
            }
        }
    }

    private void insert() {
        int at = words.skip(1, "LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE");
        boolean replaces = words.at(at).equals("OR") && words.at(at + 1).equals("REPLACE");
        at = top(words.at(at).equals("OR") ? at + 2 : at);
        Optional<Name> name = words.name(words.skip(at, "INTO"));
        if (replaces) {
            add(StatementKind.DELETE, name);
        }
        add(StatementKind.INSERT, name);
        for (int index = at; index < words.size(); index++) {
            boolean updates =
                    words.at(index).equals("UPDATE") && Set.of("KEY", "DO").contains(words.at(index - 1));
            if (updates) {
                add(StatementKind.UPDATE, name);
                return;
            }
        }
    }

    /** A row that has the same key goes. */
    private void replace() {
        Optional<Name> name = words.name(words.skip(1, "LOW_PRIORITY", "DELAYED", "INTO"));
        add(StatementKind.DELETE, name);
        add(StatementKind.INSERT, name);
    }

    private void merge() {
        Optional<Name> name = words.name(words.skip(top(1), "INTO", "ONLY"));
        Set<StatementKind> actions = new LinkedHashSet<>();
        for (int index = 1; index < words.size(); index++) {
            if (words.at(index - 1).equals("THEN") && words.isIn(index, WRITING_VERBS)) {
                actions.add(action(words.at(index)));
            }
        }
        actions.forEach(action -> add(action, name));
    }

    private static StatementKind action(String verb) {
        return switch (verb) {
            case "DELETE" -> StatementKind.DELETE;
            case "UPDATE" -> StatementKind.UPDATE;
            default -> StatementKind.INSERT;
        };
    }

    private void rename() {
        if (!Set.of("TABLE", "TABLES").contains(words.at(1))) {
            return;
        }
        for (StatementWords pair : words.from(words.skip(2, "IF", "EXISTS")).cutAt(',')) {
            pair.name(0)
                    .ifPresent(from -> pair.name(pair.find(from.next(), "TO") + 1)
                            .ifPresent(to -> found.add(StatementSubject.renamed(
                                    from.name(), to.name().name()))));
        }
    }

    private void alter() {
        int at = words.skip(1, "ONLINE", "OFFLINE", "IGNORE", "FOREIGN", "EXTERNAL");
        if (words.at(at).equals("TABLE")) {
            found.addAll(AlterTableReader.read(words.from(at + 1)));
        } else if (words.at(at).equals("TYPE") && words.has(at, "ATTRIBUTE")) {
            words.name(at + 1)
                    .map(name -> AlterTableReader.read(words.from(at + 1)))
                    .ifPresent(found::addAll);
        }
    }

    /** What is written before or in a query. */
    private void with() {
        Set<String> queries = queries();
        int depth = 0;
        for (int index = 1; index < words.size(); index++) {
            depth += words.isSign(index, '(') ? 1 : words.isSign(index, ')') ? -1 : 0;
            boolean begins = depth == 0
                    ? !Set.of("ON", "FOR", "THEN", "AFTER", "DO", "KEY").contains(words.at(index - 1))
                    : words.isSign(index - 1, '(');
            if (words.isIn(index, WRITING_VERBS) && begins && !words.isSign(index + 1, '(')) {
                readWithin(index, queries);
                if (depth == 0) {
                    return;
                }
            }
        }
    }

    /** Whose rows a query shows is not told by its name. */
    private void readWithin(int from, Set<String> queries) {
        List<StatementSubject> inner = new ArrayList<>();
        new StatementReader(words.from(from), inner).statement();
        for (StatementSubject subject : inner) {
            boolean query = subject.table()
                    .filter(name -> name.namespace().isEmpty() && queries.contains(name.name()))
                    .isPresent();
            found.add(query ? StatementSubject.ofSome(subject.kind()) : subject);
        }
    }

    /** The names that a statement gives to its queries. */
    private Set<String> queries() {
        Set<String> names = new HashSet<>();
        for (int index = 1; index < words.size(); index++) {
            boolean ends = words.isSign(index, ')') || words.isSign(index - 1, ',') || index <= 2;
            int as = words.behindParentheses(index + 1);
            if (ends
                    && words.at(as).equals("AS")
                    && (words.isSign(as + 1, '(') || !words.at(as + 1).isEmpty())) {
                words.name(index).ifPresent(name -> names.add(name.name().name()));
            }
        }
        return names;
    }

    /** Only what is analyzed runs. */
    private void explain() {
        int at = 1;
        boolean runs = words.at(0).equals("ANALYZE");
        while (at < words.size() && !words.isIn(at, VERBS) && !words.at(at).equals("SELECT")) {
            runs |= words.at(at).equals("ANALYZE");
            at++;
        }
        if (runs && at < words.size()) {
            readFrom(at);
        }
    }

    private void load() {
        boolean copied = words.at(0).equals("COPY");
        int into = words.find(1, "INTO");
        int at = copied || words.at(0).equals("BULK")
                ? words.skip(1, "INSERT", "BINARY")
                : words.skip(into, "INTO", "TABLE");
        Optional<Name> name = words.name(at);
        if (copied && words.find(at, "FROM") == words.size()) {
            return;
        }
        if (!copied && words.at(into - 1).equals("REPLACE")) {
            add(StatementKind.DELETE, name);
        }
        add(StatementKind.INSERT, name);
    }

    /** A procedure may do anything, but for the one that renames. */
    private void execute() {
        Optional<Name> procedure = words.name(1);
        boolean renames = procedure.isPresent() && procedure.get().name().name().equalsIgnoreCase("sp_rename");
        List<String> texts = words.all().stream()
                .filter(word -> word.kind() == StatementWord.Kind.TEXT)
                .map(StatementWord::text)
                .toList();
        opaqueUnless(renames);
        if (renames && texts.size() == 2) {
            String[] parts = texts.get(0).replace("[", "").replace("]", "").split("\\.");
            String last = parts[parts.length - 1];
            if (!last.isEmpty() && !texts.get(1).isEmpty()) {
                found.add(StatementSubject.renamed(ObjectName.of(last), texts.get(1)));
            }
        }
    }

    private int top(int at) {
        if (!words.at(at).equals("TOP")) {
            return at;
        }
        int behind = words.isSign(at + 1, '(') ? words.behindParentheses(at + 1) : at + 2;
        return words.skip(behind, "PERCENT");
    }

    /** The table behind another name that the statement gives it. */
    private ObjectName meant(Name target) {
        if (target.name().namespace().isPresent()) {
            return target.name();
        }
        for (int index = target.next(); index < words.size(); index++) {
            boolean introduces = Set.of("FROM", "JOIN", "USING", "UPDATE").contains(words.at(index - 1))
                    || words.isSign(index - 1, ',');
            Optional<Name> source = introduces ? words.name(index) : Optional.empty();
            if (source.isPresent()) {
                Optional<Name> alias = words.name(words.skip(source.get().next(), "AS"));
                if (alias.filter(name -> name.name()
                                .name()
                                .equalsIgnoreCase(target.name().name()))
                        .isPresent()) {
                    return source.get().name();
                }
            }
        }
        return target.name();
    }
}
