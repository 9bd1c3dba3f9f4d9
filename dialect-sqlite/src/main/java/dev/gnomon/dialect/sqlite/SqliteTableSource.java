package dev.gnomon.dialect.sqlite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What only the text of CREATE TABLE tells: checks, collations, generated columns, options.
 *
 * @param tableChecks      of the table
 * @param columnChecks     by the column's name in lower case
 * @param collations       by the column's name in lower case
 * @param generatedColumns in order
 * @param deferrals        of foreign keys
 * @param options          empty for none
 */
record SqliteTableSource(
        List<SqliteCheck> tableChecks,
        Map<String, List<SqliteCheck>> columnChecks,
        Map<String, SqliteCollation> collations,
        List<SqliteGeneratedColumn> generatedColumns,
        List<SqliteDeferral> deferrals,
        Optional<SqliteTableOptions> options) {
    private static final SqliteTableSource PLAIN =
            new SqliteTableSource(List.of(), Map.of(), Map.of(), List.of(), List.of(), Optional.empty());

    /** Read the text; words that are no CREATE TABLE with a list of columns give nothing. */
    static SqliteTableSource read(String sql) {
        String upper = sql.toUpperCase(Locale.ROOT);
        boolean plain = !upper.contains("CHECK")
                && !upper.contains("COLLATE")
                && !upper.contains("AS")
                && !upper.contains("DEFERRABLE")
                && !upper.contains("ROWID")
                && !upper.contains("STRICT");
        return plain ? PLAIN : new Reader(sql).read();
    }

    /** Reads one text. */
    private static final class Reader {
        private final String sql;
        private final List<SqliteToken> tokens;
        private final List<SqliteCheck> tableChecks = new ArrayList<>();
        private final Map<String, List<SqliteCheck>> columnChecks = new LinkedHashMap<>();
        private final Map<String, SqliteCollation> collations = new LinkedHashMap<>();
        private final List<SqliteGeneratedColumn> generatedColumns = new ArrayList<>();
        private final List<SqliteDeferral> deferrals = new ArrayList<>();

        Reader(String sql) {
            this.sql = sql;
            this.tokens = SqliteTokens.significant(sql);
        }

        SqliteTableSource read() {
            int open = 0;
            while (open < tokens.size() && !tokens.get(open).isSign('(')) {
                open++;
            }
            int close = SqliteTokens.closingParenthesis(tokens, open);
            if (close < 0) {
                return PLAIN;
            }
            int start = open + 1;
            for (int i = start; i <= close; i++) {
                if (tokens.get(i).isSign('(')) {
                    i = SqliteTokens.closingParenthesis(tokens, i);
                } else if (i == close || tokens.get(i).isSign(',')) {
                    readPart(start, i);
                    start = i + 1;
                }
            }
            return new SqliteTableSource(
                    tableChecks, columnChecks, collations, generatedColumns, deferrals, readOptions(close + 1));
        }

        /** Read a column definition or table constraint. */
        private void readPart(int start, int end) {
            if (start >= end) {
                return;
            }
            SqliteToken first = tokens.get(start);
            boolean constraint = first.isWord("CONSTRAINT")
                    || first.isWord("PRIMARY")
                    || first.isWord("UNIQUE")
                    || first.isWord("CHECK")
                    || first.isWord("FOREIGN");
            if (constraint) {
                readClauses(start, end, Optional.empty());
                return;
            }
            readClauses(start + 1, end, Optional.of(first.value()));
        }

        private void readClauses(int start, int end, Optional<String> column) {
            boolean generated = false;
            for (int i = start; i < end; i++) {
                SqliteToken token = tokens.get(i);
                if (token.isSign('(')) {
                    i = SqliteTokens.closingParenthesis(tokens, i);
                } else if (token.isWord("CHECK")) {
                    int close = SqliteTokens.closingParenthesis(tokens, i + 1);
                    if (close > 0) {
                        addCheck(i, close, column);
                        i = close;
                    }
                } else if (token.isWord("COLLATE") && i + 1 < end) {
                    String name = tokens.get(++i).value();
                    column.ifPresent(
                            owner -> collations.put(owner.toLowerCase(Locale.ROOT), new SqliteCollation(name)));
                } else if (token.isWord("DEFERRABLE") && !tokens.get(i - 1).isWord("NOT")) {
                    addDeferral(start, i, end, column);
                } else if (token.isWord("AS")
                        && i + 1 < end
                        && tokens.get(i + 1).isSign('(')) {
                    generated = true;
                }
            }
            if (generated) {
                column.ifPresent(name -> generatedColumns.add(
                        new SqliteGeneratedColumn(name, text(start - 1, end - 1), identifiers(start, end))));
            }
        }

        private void addCheck(int check, int close, Optional<String> column) {
            boolean named = check >= 2 && tokens.get(check - 2).isWord("CONSTRAINT");
            Optional<String> name = named ? Optional.of(tokens.get(check - 1).value()) : Optional.empty();
            SqliteCheck found =
                    new SqliteCheck(name, text(named ? check - 2 : check, close), identifiers(check + 1, close));
            if (column.isPresent()) {
                columnChecks
                        .computeIfAbsent(column.get().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(found);
            } else {
                tableChecks.add(found);
            }
        }

        private void addDeferral(int start, int deferrable, int end, Optional<String> column) {
            int last = deferrable + 2 < end && tokens.get(deferrable + 1).isWord("INITIALLY")
                    ? deferrable + 2
                    : deferrable;
            List<String> columns = column.map(name -> List.of(name.toLowerCase(Locale.ROOT)))
                    .orElseGet(() -> foreignKeyColumns(start, deferrable));
            deferrals.add(new SqliteDeferral(columns, text(deferrable, last)));
        }

        /** The names in the parentheses behind FOREIGN KEY. */
        private List<String> foreignKeyColumns(int start, int end) {
            for (int i = start; i + 2 < end; i++) {
                int close = tokens.get(i).isWord("FOREIGN") ? SqliteTokens.closingParenthesis(tokens, i + 2) : -1;
                if (close > 0) {
                    return identifiers(i + 3, close);
                }
            }
            return List.of();
        }

        private Optional<SqliteTableOptions> readOptions(int start) {
            List<SqliteToken> rest = tokens.subList(start, tokens.size());
            boolean withoutRowid = rest.stream().anyMatch(token -> token.isWord("ROWID"));
            boolean strict = rest.stream().anyMatch(token -> token.isWord("STRICT"));
            return withoutRowid || strict
                    ? Optional.of(new SqliteTableOptions(withoutRowid, strict))
                    : Optional.empty();
        }

        private List<String> identifiers(int start, int end) {
            return SqliteTokens.names(tokens.subList(start, end));
        }

        private String text(int first, int last) {
            return sql.substring(tokens.get(first).start(), tokens.get(last).end());
        }
    }
}
