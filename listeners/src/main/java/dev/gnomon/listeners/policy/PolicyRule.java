package dev.gnomon.listeners.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One rule: what it is about, and what happens then. A condition that is empty is always met.
 *
 * @param name         what messages call it
 * @param changes      kinds of changes, {@code DropTable}, or whole commands, {@code Reset}
 * @param tables       patterns of table names, in which {@code *} is any text
 * @param environments where it counts
 * @param rows         how many rows the table has at least; a table that cannot be counted has that many
 * @param reason       what the user is told
 */
record PolicyRule(
        String name,
        Action action,
        List<String> changes,
        List<String> tables,
        List<String> environments,
        OptionalLong rows,
        String reason) {

    /** What a rule does. */
    enum Action {
        DENY,
        WARN
    }

    PolicyRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(action, "action");
        changes = List.copyOf(changes);
        tables = List.copyOf(tables);
        environments = List.copyOf(environments);
        Objects.requireNonNull(reason, "reason");
    }

    boolean countsIn(String environment) {
        return environments.isEmpty() || knows(environment);
    }

    /** Whether the rule names an environment; letter case and blanks around it do not count. */
    boolean knows(String environment) {
        return environments.stream().anyMatch(named -> named.strip().equalsIgnoreCase(environment.strip()));
    }

    boolean isAboutKind(String kind) {
        return changes.isEmpty() || changes.stream().anyMatch(kind::equalsIgnoreCase);
    }

    boolean isAboutTable(Optional<String> table) {
        return tables.isEmpty()
                || table.filter(tableName -> tables.stream().anyMatch(pattern -> matches(pattern, tableName)))
                        .isPresent();
    }

    /** A rule about rows waits until they were counted; what nobody could count is as many as it takes. */
    boolean isAboutRows(Rows found) {
        return rows.isEmpty()
                || switch (found) {
                    case Rows.NotCountedYet ignored -> false;
                    case Rows.Uncountable ignored -> true;
                    case Rows.Counted counted -> counted.number() >= rows.getAsLong();
                };
    }

    /** Compare with a pattern, part by part between its stars; upper and lower case are the same. */
    private static boolean matches(String pattern, String text) {
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        String name = text.toLowerCase(Locale.ROOT);
        if (parts.length == 1) {
            return name.equals(parts[0]);
        }
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return name.length() - at >= parts[parts.length - 1].length() && name.endsWith(parts[parts.length - 1]);
    }
}
