package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The namespaces of a configured shadow database, listed by a schema or not. */
public interface ShadowNamespaces {

    /** All of them, those of the server left out. */
    List<String> list(Connection shadow) throws SQLException;

    /** Drop some with all that is in them, and with what a replay has left outside of every namespace. */
    void drop(Connection shadow, List<String> namespaces) throws SQLException;
}
