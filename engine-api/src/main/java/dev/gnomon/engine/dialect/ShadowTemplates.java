package dev.gnomon.engine.dialect;

import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps replayed shadow databases on the server, so that the next replay starts from a copy. */
public interface ShadowTemplates {

    /**
     * The databases that {@link ShadowDatabase#keep} has made on the server, oldest first: those of this session's user that nobody can
     * have changed since. {@link ShadowDatabases#drop} drops one.
     */
    List<Template> list(Connection main) throws SQLException;

    /**
     * Create a shadow database that is a copy of a template.
     *
     * @throws SQLException the database's own refusal; the template may be gone
     */
    ShadowDatabase create(Connection main, DatabaseTarget target, Template template) throws SQLException;

    /**
     * A database that replays start from.
     *
     * @param label what it was kept with
     */
    record Template(String name, String label) {}
}
