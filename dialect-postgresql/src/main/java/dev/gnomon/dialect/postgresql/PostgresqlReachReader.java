package dev.gnomon.dialect.postgresql;

import static dev.gnomon.engine.dialect.ReachKind.PROGRAMS;
import static dev.gnomon.engine.dialect.ReachKind.SERVERS;
import static dev.gnomon.engine.dialect.ReachKind.UNREADABLE;

import dev.gnomon.dialect.postgresql.PostgresqlDynamicText.Folded;
import dev.gnomon.dialect.postgresql.PostgresqlToken.Kind;
import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One reading of one script, with the texts in it that are scripts themselves. */
final class PostgresqlReachReader {

    /** Nobody writes texts within texts that deep. */
    private static final int MOST_DEPTH = 12;

    /** A statement begins after these. */
    private static final Set<String> BEFORE_STATEMENTS = Set.of("atomic", "begin", "else", "loop", "then");

    /** What a text begins with that is run as a statement. */
    private static final Set<String> COMMANDS = Set.of(
            "alter",
            "begin",
            "call",
            "comment",
            "copy",
            "create",
            "delete",
            "do",
            "drop",
            "grant",
            "import",
            "insert",
            "load",
            "merge",
            "perform",
            "prepare",
            "reassign",
            "revoke",
            "security",
            "select",
            "truncate",
            "update",
            "with");

    /** Words with a parenthesis behind them that call nothing, and functions that run no text. */
    private static final Set<String> NO_CALLS = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "btrim",
            "by",
            "case",
            "char",
            "check",
            "coalesce",
            "concat",
            "concat_ws",
            "crypt",
            "default",
            "digest",
            "else",
            "enum",
            "except",
            "exists",
            "filter",
            "format",
            "from",
            "greatest",
            "hashtext",
            "in",
            "include",
            "index",
            "initcap",
            "into",
            "is",
            "join",
            "json_build_array",
            "json_build_object",
            "json_object",
            "jsonb_build_array",
            "jsonb_build_object",
            "jsonb_set",
            "key",
            "lateral",
            "least",
            "left",
            "length",
            "like",
            "lower",
            "ltrim",
            "md5",
            "not",
            "nullif",
            "numeric",
            "on",
            "options",
            "or",
            "over",
            "plainto_tsquery",
            "position",
            "primary",
            "quote_ident",
            "quote_literal",
            "quote_nullable",
            "raise",
            "references",
            "regexp_match",
            "regexp_matches",
            "regexp_replace",
            "replace",
            "returns",
            "right",
            "row",
            "rtrim",
            "select",
            "set",
            "sha256",
            "similar",
            "some",
            "split_part",
            "string_agg",
            "strpos",
            "substring",
            "table",
            "then",
            "to",
            "to_json",
            "to_jsonb",
            "to_tsquery",
            "to_tsvector",
            "trim",
            "unique",
            "upper",
            "using",
            "values",
            "varchar",
            "when",
            "where",
            "with",
            "within");

    /** Commands that speak of functions without calling them. */
    private static final Set<String> ABOUT_FUNCTIONS =
            Set.of("alter", "comment", "drop", "grant", "revoke", "security");

    private static final Set<String> FUNCTION = Set.of("aggregate", "function", "procedure", "routine");

    /** What can be made so that it calls a function which it only names. */
    private static final Set<String> NAMING_FUNCTIONS =
            Set.of("aggregate", "cast", "conversion", "operator", "transform", "type");

    private static final Set<String> BEFORE_TABLES =
            Set.of("column", "exists", "index", "into", "references", "table", "type", "update", "view");

    private final ReachScope scope;
    private final PostgresqlReadText script;
    private final boolean namesCurrentDatabase;
    private final List<Reach> found = new ArrayList<>();
    private boolean escapes;
    private boolean runsUnknownText;
    private List<List<PostgresqlToken>> texts = new ArrayList<>();

    PostgresqlReachReader(ReachScope scope, String script) {
        this.scope = scope;
        this.script = PostgresqlReadText.of(script);
        String lowerCase = script.toLowerCase(Locale.ROOT);
        this.namesCurrentDatabase = lowerCase.contains("current_database") || lowerCase.contains("current_catalog");
    }

    List<Reach> found() {
        return found;
    }

    /** Whether the script switches on what servers of long ago did with backslashes. */
    boolean mayEscapeInPlainStrings() {
        for (List<PostgresqlToken> tokens : texts) {
            for (int index = 0; index < tokens.size(); index++) {
                PostgresqlToken token = tokens.get(index);
                boolean named = token.text().equals("standard_conforming_strings")
                        || (token.isString()
                                && token.value().toString().equalsIgnoreCase("standard_conforming_strings"));
                if (named && !isSwitchedOn(tokens, index + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSwitchedOn(List<PostgresqlToken> tokens, int index) {
        if (index + 1 >= tokens.size()) {
            return false;
        }
        PostgresqlToken value = tokens.get(index + 1);
        String text = value.isString() ? value.value().toString() : value.text();
        return tokens.get(index).isWord("to")
                        || tokens.get(index).isSymbol("=")
                        || tokens.get(index).isSymbol(",")
                ? text.equalsIgnoreCase("on") || text.equalsIgnoreCase("true")
                : false;
    }

    void read(boolean escapesInPlainStrings) {
        escapes = escapesInPlainStrings;
        texts = new ArrayList<>();
        runsUnknownText = false;
        read(script, Language.SQL, 0);
        if (runsUnknownText) {
            for (List<PostgresqlToken> tokens : List.copyOf(texts)) {
                readStrings(tokens);
            }
        }
    }

    /** How a text is understood. */
    private enum Language {
        SQL,
        /** Runs texts by EXECUTE. */
        PROCEDURAL,
        /** Nobody knows where in it a statement begins. */
        FRAGMENT
    }

    private void read(PostgresqlReadText text, Language language, int depth) {
        if (depth > MOST_DEPTH) {
            return;
        }
        List<PostgresqlToken> tokens = PostgresqlTokens.read(text, escapes);
        texts.add(tokens);
        int start = 0;
        for (int index = 0; index < tokens.size(); index++) {
            if (isStart(tokens, index, Language.SQL)) {
                start = index;
            }
            if (isStart(tokens, index, language)) {
                command(tokens, index, depth);
            }
            PostgresqlToken token = tokens.get(index);
            if (!token.isName()) {
                continue;
            }
            PostgresqlReachVerbs.ofRows(tokens, index, hasJobs()).ifPresent(found::add);
            if (language == Language.PROCEDURAL && token.isWord("execute") && runsText(tokens, index)) {
                execute(tokens, index, depth);
            } else {
                named(tokens, start, index, depth);
            }
        }
    }

    private static boolean isStart(List<PostgresqlToken> tokens, int index, Language language) {
        if (index == 0) {
            return true;
        }
        PostgresqlToken before = tokens.get(index - 1);
        return before.isSymbol(";")
                || before.isSymbol(">>")
                || before.isWord(BEFORE_STATEMENTS)
                || (language == Language.FRAGMENT
                        && before.kind() == Kind.SYMBOL
                        && !Set.of(",", "(", ".", "=").contains(before.text()));
    }

    private static int endOfStatement(List<PostgresqlToken> tokens, int start) {
        int depth = 0;
        for (int index = start; index < tokens.size(); index++) {
            PostgresqlToken token = tokens.get(index);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            } else if (token.isSymbol(";") && depth <= 0) {
                return index;
            }
        }
        return tokens.size();
    }

    private void command(List<PostgresqlToken> tokens, int start, int depth) {
        PostgresqlToken first = tokens.get(start);
        if (!first.isWord(COMMANDS)) {
            return;
        }
        int end = endOfStatement(tokens, start);
        new PostgresqlReachVerbs(tokens, start, end, scope, namesCurrentDatabase)
                .find()
                .ifPresent(found::add);
        if (first.isWord("do")) {
            body(tokens, start, end, "plpgsql", depth);
        } else if (first.isWord("create")) {
            int kind = start + 1 < end && tokens.get(start + 1).isWord("or") ? start + 3 : start + 1;
            if (kind < end && tokens.get(kind).isWord(Set.of("function", "procedure"))) {
                body(tokens, start, end, "sql", depth);
            }
        }
    }

    /** The code of a DO block or a routine: the strings that are no argument of anything. */
    private void body(List<PostgresqlToken> tokens, int start, int end, String usualLanguage, int depth) {
        String language = usualLanguage;
        for (int index = start; index + 1 < end; index++) {
            if (tokens.get(index).isWord("language")) {
                PostgresqlToken name = tokens.get(index + 1);
                language = (name.isString() ? name.value().toString() : name.text()).toLowerCase(Locale.ROOT);
            }
        }
        boolean isRun = tokens.get(start).isWord("do");
        if (isUnwatched(language)) {
            found.add(PostgresqlReachVerbs.reach(
                    language.equals("plproxy") ? SERVERS : PROGRAMS,
                    tokens.get(start).line(),
                    isRun ? "DO LANGUAGE " + language : "CREATE FUNCTION … LANGUAGE " + language,
                    "is code that the server does not watch"));
            return;
        }
        int parentheses = 0;
        for (int index = start; index < end; index++) {
            PostgresqlToken token = tokens.get(index);
            if (token.isSymbol("(")) {
                parentheses++;
            } else if (token.isSymbol(")")) {
                parentheses--;
            } else if (token.isString()
                    && parentheses == 0
                    && (isRun || tokens.get(index - 1).isWord("as"))
                    && !tokens.get(index - 1).isWord("language")) {
                switch (language) {
                    case "plpgsql" -> procedure(tokens, start, index, depth);
                    case "sql" -> read(token.value(), Language.SQL, depth + 1);
                    default -> foreign(token.value(), depth);
                }
            }
        }
    }

    private static boolean isUnwatched(String language) {
        return Set.of("c", "internal", "plproxy", "plsh", "plr").contains(language)
                || language.matches("pl(python[23]?|perl|tcl|lua|java)u|javau|plpython[23]?");
    }

    /** A language that is watched, but runs statements that it has in quotes. */
    private void foreign(PostgresqlReadText code, int depth) {
        PostgresqlReadText quotes = new PostgresqlReadText();
        for (int index = 0; index < code.length(); index++) {
            quotes.append(code.at(index) == '`' ? '\'' : code.at(index), code.line(index));
        }
        List<PostgresqlToken> tokens = PostgresqlTokens.read(quotes, true);
        texts.add(tokens);
        for (PostgresqlToken token : tokens) {
            quotedText(token, depth);
        }
    }

    private void procedure(List<PostgresqlToken> tokens, int start, int code, int depth) {
        boolean knewBefore = runsUnknownText;
        int textsBefore = texts.size();
        runsUnknownText = false;
        read(tokens.get(code).value(), Language.PROCEDURAL, depth + 1);
        boolean hasParameters = !tokens.get(start).isWord("do") && hasParameters(tokens, start, code);
        if (runsUnknownText
                && !hasParameters
                && texts.subList(textsBefore, texts.size()).stream().noneMatch(PostgresqlReachReader::tellsWhatRuns)) {
            found.add(PostgresqlReachVerbs.reach(
                    UNREADABLE,
                    tokens.get(code).line(),
                    "EXECUTE",
                    "runs a text of which nothing stands in the script"));
        }
        runsUnknownText |= knewBefore;
    }

    private static boolean hasParameters(List<PostgresqlToken> tokens, int start, int code) {
        for (int index = start; index + 1 < code; index++) {
            if (tokens.get(index).isSymbol("(")) {
                return !tokens.get(index + 1).isSymbol(")");
            }
        }
        return false;
    }

    /** Whether a body holds parts of the statements that it runs, or takes them from the catalog. */
    private static boolean tellsWhatRuns(List<PostgresqlToken> tokens) {
        return tokens.stream()
                .anyMatch(token -> token.isString()
                        ? beginsWithCommand(token.value())
                        : token.text().startsWith("pg_") || token.text().equals("information_schema"));
    }

    /** A word with one capital letter begins a sentence for people. */
    private static boolean beginsWithCommand(PostgresqlReadText text) {
        String first = text.toString().strip().split("[^A-Za-z]", 2)[0];
        return COMMANDS.contains(first.toLowerCase(Locale.ROOT)) && !first.matches("[A-Z][a-z]+");
    }

    /** EXECUTE in a procedure, and not the privilege of that name, a trigger's function or a prepared statement. */
    private static boolean runsText(List<PostgresqlToken> tokens, int index) {
        PostgresqlToken before = index == 0 ? tokens.get(index) : tokens.get(index - 1);
        boolean follows = index == 0
                || isStart(tokens, index, Language.PROCEDURAL)
                || before.isWord(Set.of("for", "in", "query"));
        return follows && index + 1 < tokens.size() && !tokens.get(index + 1).isWord(FUNCTION);
    }

    private void execute(List<PostgresqlToken> tokens, int index, int depth) {
        int end = endOfStatement(tokens, index);
        int stop = index + 1;
        while (stop < end && !tokens.get(stop).isWord(Set.of("into", "loop", "using"))) {
            stop = tokens.get(stop).isSymbol("(") ? PostgresqlDynamicText.afterClosing(tokens, stop, end) : stop + 1;
        }
        Folded folded = PostgresqlDynamicText.fold(tokens, index + 1, stop);
        if (folded.obscure()) {
            found.add(unreadable(tokens.get(index)));
        }
        if (folded.unsure() || folded.text().isUnknown() || folded.text().at(0) == PostgresqlReadText.HOLE) {
            runsUnknownText = true;
        }
        read(folded.text(), Language.SQL, depth + 1);
    }

    private static Reach unreadable(PostgresqlToken token) {
        return PostgresqlReachVerbs.reach(
                UNREADABLE,
                token.line(),
                token.text().toUpperCase(Locale.ROOT),
                "runs a text that is written so that it cannot be read");
    }

    /** A name: of a function that reaches out, or of one that may run the texts that it is given. */
    private void named(List<PostgresqlToken> tokens, int start, int index, int depth) {
        boolean qualified = index >= 2
                && tokens.get(index - 1).isSymbol(".")
                && tokens.get(index - 2).isName();
        String schema = qualified ? tokens.get(index - 2).text() : "";
        PostgresqlToken token = tokens.get(index);
        boolean isCall = index + 1 < tokens.size() && tokens.get(index + 1).isSymbol("(");
        int before = (qualified ? index - 2 : index) - 1;
        boolean isThere = !schema.equals("cron") || hasJobs();
        PostgresqlReachRoutines.of(schema, token.text())
                .filter(function -> isCall
                        ? isThere && isCalled(tokens, start, before, token.text())
                        : namesFunctions(tokens, start) && PostgresqlReachRoutines.isOfServer(token.text()))
                .ifPresent(function -> found.add(PostgresqlReachVerbs.reach(
                        function.kind(),
                        token.line(),
                        (qualified ? schema + "." : "") + token.text(),
                        function.does())));
        if (isCall && !token.isWord(NO_CALLS)) {
            arguments(tokens, index + 1, depth);
        }
    }

    /** pg_cron lives in one database of a server only: in one that is made for a replay, it has no jobs. */
    private boolean hasJobs() {
        return scope.shadow().isPresent();
    }

    private static boolean namesFunctions(List<PostgresqlToken> tokens, int start) {
        int kind = start + 1 < tokens.size() && tokens.get(start + 1).isWord("or") ? start + 3 : start + 1;
        return tokens.get(start).isWord("create")
                && kind < tokens.size()
                && tokens.get(kind).isWord(NAMING_FUNCTIONS);
    }

    /** Whether a name with a parenthesis behind it calls a function, and does not only speak of it or of a table. */
    private static boolean isCalled(List<PostgresqlToken> tokens, int start, int before, String name) {
        if (before < start || namesFunctions(tokens, start)) {
            return true;
        }
        PostgresqlToken previous = tokens.get(before);
        boolean runs = before > start && tokens.get(before - 1).isWord("execute");
        if (previous.isWord(FUNCTION) && !runs) {
            return false;
        }
        if (!PostgresqlReachRoutines.isOfServer(name)
                && (previous.isWord(BEFORE_TABLES)
                        || (previous.isWord("on") && tokens.get(start).isWord("create")))) {
            return false;
        }
        return !(tokens.get(start).isWord(ABOUT_FUNCTIONS)
                && tokens.subList(start, before).stream().anyMatch(token -> token.isWord(FUNCTION)));
    }

    /** Texts that a function is given which may run them. */
    private void arguments(List<PostgresqlToken> tokens, int open, int depth) {
        int after = PostgresqlDynamicText.afterClosing(tokens, open, tokens.size());
        int index = open + 1;
        while (index < after - 1) {
            int from = index;
            boolean hasText = false;
            while (index < after - 1 && !tokens.get(index).isSymbol(",")) {
                hasText |= tokens.get(index).isString();
                index = tokens.get(index).isSymbol("(")
                        ? PostgresqlDynamicText.afterClosing(tokens, index, after - 1)
                        : index + 1;
            }
            if (hasText) {
                PostgresqlReadText text =
                        PostgresqlDynamicText.fold(tokens, from, index).text();
                if (beginsWithCommand(text)) {
                    read(text, Language.FRAGMENT, depth + 1);
                }
            }
            index++;
        }
    }

    /** All strings of a text, since one of them may be what it runs. */
    private void readStrings(List<PostgresqlToken> tokens) {
        int index = 0;
        while (index < tokens.size()) {
            PostgresqlToken token = tokens.get(index);
            boolean isFunction = token.isName()
                    && index + 1 < tokens.size()
                    && tokens.get(index + 1).isSymbol("(")
                    && !token.isWord(NO_CALLS);
            if (token.isString() && isSaid(tokens, index)) {
                index++;
            } else if (token.isString() || isFunction || token.isWord("format") || token.isWord("concat")) {
                Folded folded = PostgresqlDynamicText.fold(tokens, index, tokens.size());
                if (folded.obscure()) {
                    found.add(unreadable(token));
                }
                boolean forPeople = folded.text().toString().strip().matches("(?s)[A-Z][a-z]+\\b.*");
                if (beginsWithCommand(folded.text()) || (token.isString() && !forPeople)) {
                    read(folded.text(), Language.FRAGMENT, MOST_DEPTH - 2);
                    quotedText(token, MOST_DEPTH - 2);
                }
                index = token.isString() ? Math.max(index + 1, folded.end()) : index + 1;
            } else {
                index++;
            }
        }
    }

    /** Told to people and not run. */
    private static boolean isSaid(List<PostgresqlToken> tokens, int index) {
        return index > 0
                && tokens.get(index - 1)
                        .isWord(Set.of(
                                "is", "raise", "notice", "warning", "exception", "info", "log", "debug", "like"));
    }

    /** A statement in quotes, be it in quotes of another language. */
    private void quotedText(PostgresqlToken token, int depth) {
        if (token.isString() && beginsWithCommand(token.value())) {
            read(token.value(), Language.FRAGMENT, depth + 1);
        } else if (token.kind() == Kind.QUOTED_NAME) {
            PostgresqlReadText text = new PostgresqlReadText();
            text.append(token.text(), token.line());
            if (beginsWithCommand(text)) {
                read(text, Language.FRAGMENT, depth + 1);
            }
        } else if (token.isString()) {
            for (PostgresqlToken inner : PostgresqlTokens.read(token.value(), escapes)) {
                if (inner.kind() == Kind.QUOTED_NAME) {
                    quotedText(inner, depth + 1);
                }
            }
        }
    }
}
