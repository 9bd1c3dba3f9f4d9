package dev.gnomon.dialect.mysql;

/**
 * What decides how a script falls into pieces, and is not written in it.
 *
 * @param ansiQuotes         double quotes hold names, in which a backslash is a letter
 * @param plainBackslashes   a backslash is a letter in texts too
 * @param skipsConditionals  comments that only some servers execute are comments
 */
record MysqlReading(boolean ansiQuotes, boolean plainBackslashes, boolean skipsConditionals) {

    static final MysqlReading USUAL = new MysqlReading(false, false, false);

    MysqlReading withMode(boolean ansi, boolean plain) {
        return new MysqlReading(ansi, plain, skipsConditionals);
    }
}
