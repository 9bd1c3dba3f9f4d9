package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What is read of a database.
 *
 * @param defaultNamespace whose objects get names without one
 * @param namespaces       all that are read
 */
record H2Scope(String defaultNamespace, List<String> namespaces) {

    static H2Scope of(Connection connection, IntrospectionScope scope) throws SQLException {
        String defaultNamespace = scope.defaultNamespace().isPresent()
                ? scope.defaultNamespace().get()
                : H2Session.text(connection, "SELECT SCHEMA()").orElseThrow();
        return new H2Scope(
                defaultNamespace, scope.namespaces().isEmpty() ? List.of(defaultNamespace) : scope.namespaces());
    }

    /** As a parameter of {@code ANY}. */
    Object[] all() {
        return namespaces.toArray();
    }

    ObjectName name(String namespace, String name) {
        return namespace.equals(defaultNamespace) ? ObjectName.of(name) : ObjectName.of(namespace, name);
    }
}
