package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A database that is emptied. */
class PostgresqlDatabaseResetTest {

    private final PostgresqlDatabaseReset reset = new PostgresqlDatabaseReset();

    private static SessionPlace place(ScratchDatabase database) throws SQLException {
        return new PostgresqlConnector().place(database.connection());
    }

    @Test
    void empties_the_namespaces_of_the_scope_and_no_others() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE TABLE _prisma_migrations (id int); CREATE SCHEMA a; CREATE SCHEMA b;"
                    + " CREATE TABLE a.t (id int); CREATE FUNCTION a.f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                    + " CREATE TABLE b.t (id int)");

            reset.reset(
                    database.connection(),
                    place(database),
                    new IntrospectionScope(Optional.of("public"), List.of("a")));

            assertThat(
                            database.text(
                                    "SELECT string_agg(relnamespace::regnamespace || '.' || relname, ',')"
                                            + " FROM pg_class WHERE relkind = 'r' AND relnamespace >= 16384 OR relname = '_prisma_migrations'"))
                    .isEqualTo("b.t");
            assertThat(database.text("SELECT count(*) FROM pg_proc WHERE pronamespace = 'a'::regnamespace"))
                    .isEqualTo("0");
        }
    }

    @Test
    void touches_nothing_if_one_namespace_is_not_there() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE TABLE t (id int)");

            assertThatThrownBy(() -> reset.reset(
                            database.connection(),
                            place(database),
                            new IntrospectionScope(Optional.of("public"), List.of("public", "absent"))))
                    .isInstanceOf(SQLException.class);

            assertThat(database.introspect().tables()).hasSize(1);
        }
    }
}
