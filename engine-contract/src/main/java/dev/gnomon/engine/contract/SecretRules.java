package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import java.sql.SQLException;
import java.util.Optional;

/** Whether a password can be read anywhere. */
final class SecretRules {

    private static final String SECRET = "s3cr3t-Pa55";

    private SecretRules() {}

    static void addTo(DialectContract.Checks checks) {
        checks.add(Rules.SECRETS, "no such database", playground -> {
            DatabaseTarget missing = secret(playground, playground.subject().newDatabase());
            expectSilent(missing.toString(), "the target's words");
            expectSilent(Expect.failure(
                    GnomonException.class,
                    () -> playground.dialect().connector().connect(missing).close()));
        });
        checks.add(Rules.SECRETS, "a wrong password", playground -> {
            DatabaseTarget wrong = secret(playground, playground.target());
            expectSilent(Expect.failure(
                    GnomonException.class,
                    () -> playground.dialect().connector().connect(wrong).close()));
        });
        checks.add(Rules.SECRETS, "where a database is", playground -> {
            DatabaseTarget target = secret(playground, playground.subject().newDatabase());
            expectSilent(
                    String.valueOf(playground.dialect().connector().locate(target)), "the location of the database");
        });
        checks.add(Rules.SECRETS, "a URL that cannot be read", playground -> {
            DatabaseTarget target = secret(playground, playground.subject().newDatabase());
            Connector connector = playground.dialect().connector();
            for (String broken : new String[] {
                target.url() + "%zz", target.url().replace(":", ": "), target.url() + "?;=&", target.url() + "\u0000"
            }) {
                expectSilent(Expect.failure(GnomonException.class, () -> connector.locate(target.withUrl(broken))));
            }
        });
        checks.add(Rules.SECRETS, "a driver that quotes the URL", playground -> {
            DatabaseTarget target = secret(playground, playground.subject().newDatabase());
            GnomonException explained =
                    playground.dialect().connector().explain(new SQLException("cannot use " + target.url()), target);
            expectSilent(explained.problem() + explained.remedy(), "the explanation");
        });
    }

    private static DatabaseTarget secret(Playground playground, DatabaseTarget target) {
        return playground.subject().withPassword(target, SECRET);
    }

    private static void expectSilent(Optional<? extends Throwable> failure) {
        Throwable at = failure.isPresent() ? failure.get() : null;
        while (at != null) {
            expectSilent(
                    String.valueOf(at.getMessage()),
                    "the message of " + at.getClass().getSimpleName());
            at = at.getCause();
        }
    }

    private static void expectSilent(String text, String what) {
        Expect.that(!text.contains(SECRET), what + " holds the password: " + text.replace(SECRET, "<the password>"));
    }
}
