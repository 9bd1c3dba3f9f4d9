package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;

/** Who a dialect is, and how it gets to databases. */
final class ConnectionRules {

    private ConnectionRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.API_LEVEL, playground -> {
            Dialect dialect = playground.dialect();
            Expect.that(
                    dialect.apiLevel() >= 1 && dialect.apiLevel() <= Dialect.API_LEVEL,
                    "the level is " + dialect.apiLevel() + ", and there are the levels 1 to " + Dialect.API_LEVEL);
            Expect.that(!dialect.displayName().isBlank(), "the name for people is empty");
        });
        checks.add(Rules.OWN_URLS, playground -> {
            Connector connector = playground.dialect().connector();
            DatabaseTarget own = playground.subject().newDatabase();
            Expect.that(connector.accepts(own), "its own URL is not accepted: " + own);
            for (String nonsense : new String[] {"gopher://nowhere", "", ":", "jdbc:", "\u0000"}) {
                Expect.that(!connector.accepts(own.withUrl(nonsense)), "a URL of nobody is accepted: " + nonsense);
            }
        });
        checks.add(Rules.LOCATION, playground -> {
            DatabaseTarget target = playground.subject().newDatabase();
            Expect.that(
                    playground.dialect().connector().locate(target).database().isPresent(),
                    "no name is told for " + target);
        });
        checks.add(Rules.MISSING_DATABASE, ConnectionRules::refusesMissingDatabase);
        checks.add(Rules.IDENTITY, ConnectionRules::knowsDatabasesApart);
        checks.add(Rules.VERSION, playground -> {
            String version = playground.dialect().connector().serverVersion(playground.connect());
            Expect.that(version.chars().anyMatch(Character::isDigit), "there is no number in the version: " + version);
        });
    }

    private static void refusesMissingDatabase(Playground playground) throws Exception {
        DatabaseTarget missing = playground.subject().newDatabase();
        for (int attempt = 1; attempt <= 2; attempt++) {
            GnomonException refusal = Expect.refused(
                    GnomonException.class,
                    "a connection is opened to a database that does not exist, at attempt " + attempt,
                    () -> playground.dialect().connector().connect(missing).close());
            Expect.equal(refusal.code(), EngineErrorCode.DATABASE_DOES_NOT_EXIST, "the code of the refusal");
        }
    }

    private static void knowsDatabasesApart(Playground playground) throws Exception {
        Connector connector = playground.dialect().connector();
        DatabaseTarget other = playground.subject().newDatabase();
        connector.createDatabase(other);
        try (Connection there = connector.connect(other)) {
            var one = connector.identify(playground.connect(), playground.target());
            var two = connector.identify(playground.connect(), playground.target());
            Expect.equal(two, one, "the identity that a second session tells");
            Expect.that(!connector.identify(there, other).equals(one), "two databases have one identity: " + one);
        } finally {
            connector.dropDatabase(other);
        }
    }
}
