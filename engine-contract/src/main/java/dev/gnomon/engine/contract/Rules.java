package dev.gnomon.engine.contract;

import java.util.List;

/** The rules, with the words of {@code docs/dialect-contract.md}. */
final class Rules {

    static final Rule API_LEVEL =
            Rule.must("D1", "declare the API level that it was compiled with, and a name for people");
    static final Rule OWN_URLS = Rule.must("D2.1", "accept its own URLs and no others");
    static final Rule LOCATION = Rule.must("D2.2", "say where a database is without connecting, and without a secret");
    static final Rule MISSING_DATABASE =
            Rule.must("D2.3", "refuse a database that does not exist with P1003, and not create it");
    static final Rule IDENTITY =
            Rule.must("D2.4", "tell one database from another by what the server says, not by the URL");
    static final Rule VERSION = Rule.must("D2.5", "tell the server's version");
    static final Rule EMPTY = Rule.must("D3.1", "read nothing from a new database");
    static final Rule NO_HISTORY = Rule.must("D3.2", "leave the history table out");
    static final Rule ORDER =
            Rule.must("D3.3", "read tables, enums and views in the order of their names, columns in their own");
    static final Rule SET_BASED =
            Rule.should("D3.4", "read with a number of queries that does not depend on how much there is");
    static final Rule ROUND_TRIP =
            Rule.must("D4.1", "get from one state to another such that the differ finds nothing more to do");
    static final Rule ROWS = Rule.must("D4.2", "keep the rows of a table that stays, in every column that stays");
    static final Rule REFERRING_ROWS = Rule.must(
            "D4.3", "keep the rows of tables that refer to a table that is changed, even if it is built anew");
    static final Rule REPEATABLE = Rule.must("D4.4", "render the same statements every time, without terminators");
    static final Rule ENFORCED =
            Rule.must("D4.5", "make what the schema says hold: required columns, unique indexes, foreign keys");
    static final Rule QUOTED =
            Rule.must("D4.6", "quote every identifier and every text such that no character ends it");
    static final Rule SPLIT =
            Rule.must("D5.1", "split a script into its statements, whatever stands in quotes and comments");
    static final Rule RUN_ALL = Rule.must("D5.2", "run all statements of a script");
    static final Rule FAILURE = Rule.must(
            "D5.3",
            "say which statement failed; leave the session usable; with `TRANSACTIONAL_DDL` leave nothing behind,"
                    + " without it say what did run");
    static final Rule MOMENTS = Rule.must("D6", "keep the history's points in time to the millisecond");
    static final Rule LOCK =
            Rule.must("D7", "with `MIGRATION_LOCK`, exclude another session until released; end with the session");
    static final Rule PERMISSION =
            Rule.must("D8.1", "not deny the permission for a shadow database where making one works");
    static final Rule SHADOW =
            Rule.must("D8.2", "make an empty shadow database apart from the main one, and drop it when it is closed");
    static final Rule MARK =
            Rule.must("D8.3", "set, see and remove the mark on a configured shadow database, without leaving a table");
    static final Rule RESET = Rule.must("D9.1", "empty a database such that it works afterwards");
    static final Rule PROTECTION = Rule.must(
            "D9.2", "where it can protect a database, leave a mark that every session sees and no introspection shows");
    static final Rule SECRETS = Rule.must("D10", "show no password, in no message and no cause");
    static final Rule CAPABILITIES =
            Rule.must("D11", "do what its capabilities say, and refuse with an error what they do not say");

    static final List<Rule> ALL = List.of(
            API_LEVEL,
            OWN_URLS,
            LOCATION,
            MISSING_DATABASE,
            IDENTITY,
            VERSION,
            EMPTY,
            NO_HISTORY,
            ORDER,
            SET_BASED,
            ROUND_TRIP,
            ROWS,
            REFERRING_ROWS,
            REPEATABLE,
            ENFORCED,
            QUOTED,
            SPLIT,
            RUN_ALL,
            FAILURE,
            MOMENTS,
            LOCK,
            PERMISSION,
            SHADOW,
            MARK,
            RESET,
            PROTECTION,
            SECRETS,
            CAPABILITIES);

    private Rules() {}
}
