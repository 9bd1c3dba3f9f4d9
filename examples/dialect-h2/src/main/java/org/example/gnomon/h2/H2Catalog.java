package org.example.gnomon.h2;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the information schema about all namespaces of a scope at once. */
record H2Catalog(Connection connection, H2Scope scope) {

    /** What becomes of a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Something that belongs to something else. */
    record Entry<T>(String key, T value) {}

    /** Run a query whose one parameter is the namespaces. */
    <T> List<T> read(String query, Reader<T> reader) throws SQLException {
        List<T> results = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, scope.all());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    results.add(reader.read(rows));
                }
            }
        }
        return results;
    }

    static <T> Map<String, List<T>> grouped(List<Entry<T>> entries) {
        Map<String, List<T>> groups = new LinkedHashMap<>();
        for (Entry<T> entry : entries) {
            groups.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry.value());
        }
        return groups;
    }
}
