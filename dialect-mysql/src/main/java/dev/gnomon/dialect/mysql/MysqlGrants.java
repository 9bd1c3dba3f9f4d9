package dev.gnomon.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a session's user may do, as {@code SHOW GRANTS} tells it, active roles included.
 *
 * @param entries      the privileges on all databases and on patterns of their names
 * @param inactiveRole the user has a role that this session does not use
 * @param literalNames the server knows no patterns in grants, as with {@code partial_revokes}
 */
record MysqlGrants(List<Entry> entries, boolean inactiveRole, boolean literalNames) {

    static final String CREATE = "CREATE";

    /** What the replay of a history needs. */
    private static final List<String> NEEDED = List.of(CREATE, "ALTER", "DROP", "REFERENCES");

    /**
     * Privileges on databases.
     *
     * @param pattern    as GRANT has it, with {@code %}, {@code _} and backslashes; {@code *} for all
     * @param privileges in upper case
     * @param revoked    they are taken away from what a wider entry gives
     */
    record Entry(String pattern, Set<String> privileges, boolean revoked) {

        boolean covers(String database) {
            return pattern.equals("*") || like(pattern, 0, database, 0);
        }

        boolean has(String privilege) {
            return privileges.contains(privilege) || privileges.contains("ALL PRIVILEGES");
        }

        private static boolean like(String pattern, int at, String text, int from) {
            int position = from;
            for (int i = at; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c == '%') {
                    for (int end = position; end <= text.length(); end++) {
                        if (like(pattern, i + 1, text, end)) {
                            return true;
                        }
                    }
                    return false;
                }
                boolean escaped = c == '\\' && i + 1 < pattern.length();
                char wanted = escaped ? pattern.charAt(++i) : c;
                boolean any = c == '_';
                if (position >= text.length() || (!any && !sameLetter(wanted, text.charAt(position)))) {
                    return false;
                }
                position++;
            }
            return position == text.length();
        }

        private static boolean sameLetter(char one, char other) {
            return Character.toLowerCase(one) == Character.toLowerCase(other);
        }
    }

    static MysqlGrants read(Connection connection) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        List<String> roles = activeRoles(connection);
        boolean grantsRole = false;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        roles.isEmpty() || MysqlSession.facts(connection).mariaDb()
                                ? "SHOW GRANTS"
                                : "SHOW GRANTS FOR CURRENT_USER() USING " + String.join(", ", roles))) {
            while (rows.next()) {
                String grant = rows.getString(1);
                Optional<Entry> entry = parse(grant);
                entry.ifPresent(entries::add);
                grantsRole |= entry.isEmpty() && grant.startsWith("GRANT ") && !grant.contains(" ON ");
            }
        }
        return new MysqlGrants(List.copyOf(entries), grantsRole && roles.isEmpty(), knowsNoPatterns(connection));
    }

    /** What is missing for a database of this name; empty where nothing is. */
    Set<String> missing(String database) {
        Set<String> missing = new LinkedHashSet<>();
        for (String privilege : NEEDED) {
            boolean given = false;
            for (Entry entry : entries) {
                given |= !entry.revoked() && entry.has(privilege) && covers(entry, database);
            }
            for (Entry entry : entries) {
                given &= !(entry.revoked() && entry.has(privilege) && covers(entry, database));
            }
            if (!given) {
                missing.add(privilege);
            }
        }
        return missing;
    }

    private boolean covers(Entry entry, String database) {
        boolean byName = entry.pattern().equals("*") || entry.pattern().equals(database);
        return literalNames ? byName : entry.covers(database);
    }

    private static boolean knowsNoPatterns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SHOW GLOBAL VARIABLES WHERE Variable_name = 'partial_revokes'")) {
            return row.next() && "ON".equalsIgnoreCase(row.getString(2));
        }
    }

    private static List<String> activeRoles(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            String roles = row.next() ? Optional.ofNullable(row.getString(1)).orElse("NONE") : "NONE";
            return roles.equalsIgnoreCase("NONE") || roles.isEmpty() ? List.of() : List.of(roles);
        } catch (SQLException e) {
            // Servers before 8.0 know no roles.
            return List.of();
        }
    }

    /** {@code GRANT CREATE, DROP ON `pattern`.* TO …}; privileges on single tables and columns do not help. */
    static Optional<Entry> parse(String grant) {
        boolean revoked = grant.startsWith("REVOKE ");
        int on = grant.indexOf(" ON ");
        if (on < 0 || !(revoked || grant.startsWith("GRANT "))) {
            return Optional.empty();
        }
        String rest = grant.substring(on + " ON ".length());
        Optional<String> pattern = pattern(rest);
        if (pattern.isEmpty()) {
            return Optional.empty();
        }
        Set<String> privileges = new TreeSet<>();
        for (String privilege : grant.substring(grant.indexOf(' ') + 1, on).split(",", -1)) {
            privileges.add(privilege.strip().toUpperCase(Locale.ROOT));
        }
        return Optional.of(new Entry(pattern.get(), privileges, revoked));
    }

    private static Optional<String> pattern(String rest) {
        if (rest.startsWith("*.*")) {
            return Optional.of("*");
        }
        if (!rest.startsWith("`")) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder();
        int at = 1;
        while (at < rest.length()) {
            if (rest.charAt(at) == '`') {
                if (!rest.startsWith("``", at)) {
                    break;
                }
                at++;
            }
            name.append(rest.charAt(at++));
        }
        return rest.startsWith("`.*", at) ? Optional.of(name.toString()) : Optional.empty();
    }
}
