package dev.gnomon.dialect.mysql;

/**
 * What decides how a script falls into pieces, and is not written in it.
 *
 * @param skipsConditionals comments that only some servers execute are comments
 */
record MysqlReading(MysqlQuotes quotes, boolean skipsConditionals) {

    static final MysqlReading USUAL = new MysqlReading(MysqlQuotes.USUAL, false);

    MysqlReading with(MysqlQuotes others) {
        return new MysqlReading(others, skipsConditionals);
    }
}
