package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The shadow database, and what is left of it. */
final class ShadowRules {

    private ShadowRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.PERMISSION, playground -> {
            PermissionReport report = playground.dialect().shadowDatabases().checkPermission(playground.connect());
            Expect.that(!(report instanceof PermissionReport.Denied), "it is denied: " + report);
        });
        checks.add(Rules.SHADOW, ShadowRules::isApartAndGone);
        checks.add(Rules.SHADOW, "two at a time", ShadowRules::areApartFromEachOther);
        checks.add(Rules.MARK, ShadowRules::knowsItsMark);
    }

    private static void isApartAndGone(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        ShadowDatabases shadows = playground.dialect().shadowDatabases();
        Connection connection = playground.connectTo(s.table("cat"));
        ShadowDatabase shadow = shadows.create(connection, playground.target());
        Connection inside = shadow.connection();
        try {
            DatabaseSchema empty = playground.introspect(inside);
            Expect.none(empty.tables(), "a new shadow database is not empty");
            playground.migrate(inside, empty, s.schema(s.table("dog")));
            Expect.equal(names(playground, connection), List.of("cat"), "the tables of the main database");
        } finally {
            shadow.close();
        }
        shadow.close();
        Expect.that(inside.isClosed(), "the session in the shadow database is open after it was closed");
        Expect.equal(names(playground, connection), List.of("cat"), "the tables of the main database");
        expectNoLeftover(shadows, connection, shadow.name());
    }

    private static void areApartFromEachOther(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        ShadowDatabases shadows = playground.dialect().shadowDatabases();
        Connection connection = playground.connect();
        String name;
        try (ShadowDatabase one = shadows.create(connection, playground.target());
                ShadowDatabase two = shadows.create(connection, playground.target())) {
            name = one.name();
            playground.migrate(one.connection(), playground.introspect(one.connection()), s.schema(s.table("dog")));
            Expect.none(playground.introspect(two.connection()).tables(), "two shadow databases are one");
        }
        expectNoLeftover(shadows, connection, name);
    }

    private static void expectNoLeftover(ShadowDatabases shadows, Connection connection, String name) throws Exception {
        Expect.that(
                shadows.list(connection).stream().map(Leftover::name).noneMatch(name::equals),
                "the shadow database " + name + " is still there after it was closed");
    }

    private static List<String> names(Playground playground, Connection connection) throws Exception {
        return playground.introspect(connection).tables().stream()
                .map(Table::name)
                .map(name -> name.name())
                .toList();
    }

    private static void knowsItsMark(Playground playground) throws Exception {
        ConfiguredShadowDatabase shadow = playground.dialect().configuredShadowDatabase();
        Connection connection = playground.connect();
        SessionPlace place = playground.dialect().connector().place(connection);
        Expect.equal(shadow.readMark(connection, place), Optional.empty(), "a new database is marked");
        shadow.mark(connection, place, new ShadowMark("earlier-run", Instant.parse("2025-02-03T04:05:06Z")));
        ShadowMark mark = new ShadowMark("0f8a-run", Instant.parse("2026-02-03T04:05:06Z"));
        shadow.mark(connection, place, mark);
        Expect.equal(shadow.readMark(connection, place), Optional.of(mark), "the mark");
        Expect.equal(shadow.readMark(playground.connect(), place), Optional.of(mark), "the mark in another session");
        Expect.none(playground.introspect(connection).tables(), "the mark is a table");
        Expect.equal(shadow.signOfUse(connection, place), Optional.empty(), "the mark is a sign of use");
        shadow.unmark(connection, place);
        Expect.equal(shadow.readMark(connection, place), Optional.empty(), "the mark that was removed");
        Expect.none(playground.introspect(connection).tables(), "the mark leaves a table");
    }
}
