package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Piece;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a statement leaves that fails outside of a transaction: indexes that are not valid, partitions that are half
 * detached, transactions that wait. The catalog is asked before such a statement and after its failure.
 */
final class PostgresqlLeftovers {

    private static final String INVALID_INDEXES = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i'
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT i.indisvalid ORDER BY 1, 2""";

    private static final String HALF_DETACHED = """
            SELECT pn.nspname, p.relname, n.nspname, c.relname
            FROM pg_catalog.pg_inherits i
            JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE i.inhdetachpending ORDER BY 1, 2, 3, 4""";

    private static final String PREPARED = """
            SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database() ORDER BY 1""";

    private static final String COMMITTING_PROCEDURES = """
            SELECT 1 FROM pg_catalog.pg_proc
            WHERE prokind = 'p' AND prosrc ~* '\\mcommit\\M' LIMIT 1""";

    private static final Pattern COMMIT = Pattern.compile("\\bcommit\\b", Pattern.CASE_INSENSITIVE);

    /** What the catalog shows of a kind of leftover. */
    private record Seen(List<List<String>> indexes, List<List<String>> partitions, List<List<String>> prepared) {
        static final Seen NOTHING = new Seen(List.of(), List.of(), List.of());
    }

    private final Connection connection;
    private Seen before = Seen.NOTHING;

    PostgresqlLeftovers(Connection connection) {
        this.connection = connection;
    }

    /** Look before the first statement runs. */
    void look(List<PostgresqlStatementKind> kinds) {
        if (isLookedFor(kinds)) {
            before = seen();
        }
    }

    /**
     * Say what there is now that was not there before, or that is in the way of the statement.
     *
     * @param failed the statement that failed, and the text of it; empty where unknown
     * @param byItself whether it was sent alone, so that it could end transactions from within
     */
    Optional<String> find(List<PostgresqlStatementKind> kinds, Optional<Piece> failed, String text, boolean byItself) {
        List<String> sentences = new ArrayList<>();
        if (isLookedFor(kinds)) {
            tell(sentences, text);
        }
        if (byItself && failed.filter(piece -> canCommit(piece, text)).isPresent()) {
            sentences.add("What the failing statement itself committed before it failed stays.");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    private static boolean isLookedFor(List<PostgresqlStatementKind> kinds) {
        return kinds.contains(PostgresqlStatementKind.ALONE) || kinds.contains(PostgresqlStatementKind.PREPARE);
    }

    private void tell(List<String> sentences, String text) {
        Seen now = seen();
        Set<List<String>> indexes = new LinkedHashSet<>(now.indexes());
        indexes.removeIf(index -> before.indexes().contains(index) && !isNamed(index.get(1), text));
        for (List<String> index : indexes) {
            sentences.add(("The index %s is there, but invalid: no query uses it, and it guards nothing. Remove it with"
                            + " `DROP INDEX CONCURRENTLY %s`.")
                    .formatted(name(index.get(0), index.get(1)), name(index.get(0), index.get(1))));
        }
        now.partitions().stream()
                .filter(partition -> !before.partitions().contains(partition))
                .forEach(partition -> sentences.add(
                        "The partition %2$s is half detached: end it with `ALTER TABLE %1$s DETACH PARTITION %2$s FINALIZE`."
                                .formatted(
                                        name(partition.get(0), partition.get(1)),
                                        name(partition.get(2), partition.get(3)))));
        now.prepared().stream()
                .filter(transaction -> !before.prepared().contains(transaction))
                .map(transaction -> PostgresqlLiterals.quote(transaction.get(0)))
                .forEach(transaction -> sentences.add(
                        "The transaction that was prepared as %1$s waits, with its locks: end it with `COMMIT PREPARED %1$s` or `ROLLBACK PREPARED %1$s`."
                                .formatted(transaction)));
    }

    private static boolean isNamed(String name, String text) {
        return Pattern.compile(
                        "(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(text)
                .find();
    }

    private static String name(String namespace, String name) {
        return PostgresqlNames.quote(namespace) + "." + PostgresqlNames.quote(name);
    }

    /** Blocks and procedures can end transactions where no other statement shares theirs. */
    private boolean canCommit(Piece piece, String text) {
        String first = piece.words().isEmpty() ? "" : piece.words().get(0);
        return switch (first) {
            case "DO" -> COMMIT.matcher(text).find();
            case "CALL" -> !rows(COMMITTING_PROCEDURES, 1).isEmpty();
            default -> false;
        };
    }

    private Seen seen() {
        return new Seen(rows(INVALID_INDEXES, 2), rows(HALF_DETACHED, 4), rows(PREPARED, 1));
    }

    private List<List<String>> rows(String query, int columns) {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(row.getString(column));
                }
                rows.add(List.copyOf(values));
            }
        } catch (SQLException e) {
            // An older server, or a session that is gone: then there is nothing to tell.
            return List.of();
        }
        return rows;
    }
}
