package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The namespaces of a configured shadow database of H2. */
final class H2ShadowNamespaces implements ShadowNamespaces {

    @Override
    public List<String> list(Connection shadow) throws SQLException {
        List<String> names = new ArrayList<>();
        String query = "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"
                + " WHERE SCHEMA_NAME <> 'INFORMATION_SCHEMA' ORDER BY SCHEMA_NAME";
        try (PreparedStatement statement = shadow.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    public void drop(Connection shadow, List<String> namespaces) throws SQLException {
        try (Statement statement = shadow.createStatement()) {
            for (String namespace : namespaces) {
                statement.execute("DROP SCHEMA IF EXISTS " + SqlText.identifier(namespace) + " CASCADE");
            }
        }
    }
}
