package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;

/** A dialect under test, with a place for its databases. */
public interface Subject {

    /** The dialect. */
    Dialect dialect();

    /** Name a database that does not exist yet, where the user may create it; another one with each call. */
    DatabaseTarget newDatabase();

    /** The URL with a password in it, as this dialect's URLs hold one; the same URL where there are none. */
    default DatabaseTarget withPassword(DatabaseTarget without, String password) {
        String url = without.url();
        return without.withUrl(
                url.contains("password=")
                        ? url.replaceFirst("password=[^&;]*", "password=" + password)
                        : url.replaceFirst("//([^:/@]+)(?::[^@/]*)?@", "//$1:" + password + "@"));
    }
}
