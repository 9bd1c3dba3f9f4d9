package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column has besides its type and default, and what {@code MODIFY} would forget.
 *
 * @param onUpdate  the expression after ON UPDATE; empty for none
 * @param collation of a text column, where it is another than the table's
 * @param comment   empty for none
 */
record MysqlColumnOptions(Optional<String> onUpdate, Optional<String> collation, String comment)
        implements DialectObject {

    private static final String ON_UPDATE = "on update ";

    static MysqlColumnOptions of(ColumnRow row, String tableCollation) {
        int at = row.extra().toLowerCase(Locale.ROOT).indexOf(ON_UPDATE);
        Optional<String> onUpdate = at < 0
                ? Optional.empty()
                : Optional.of(row.extra().substring(at + ON_UPDATE.length()).strip());
        return new MysqlColumnOptions(
                onUpdate, row.collation().filter(name -> !name.equals(tableCollation)), row.comment());
    }

    static Optional<MysqlColumnOptions> of(Column column) {
        return column.dialectObjects().stream()
                .filter(MysqlColumnOptions.class::isInstance)
                .map(MysqlColumnOptions.class::cast)
                .findFirst();
    }

    boolean isUsual() {
        return onUpdate.isEmpty() && collation.isEmpty() && comment.isEmpty();
    }

    /** The clause that keeps a text column's collation; empty where the column is no text any more. */
    String collationClause(Column next) {
        return next.type().family() == Scalar.STRING
                ? collation.map(name -> " COLLATE " + name).orElse("")
                : "";
    }

    /** The clauses at the end of a column's definition. */
    String endClauses(Column next) {
        String update = onUpdate.flatMap(known -> MysqlLiterals.currentTimestamp(next))
                .map(expression -> " ON UPDATE " + expression)
                .orElse("");
        return update + (comment.isEmpty() ? "" : " COMMENT " + MysqlLiterals.quote(comment));
    }

    @Override
    public String describe() {
        return (onUpdate.map(expression -> "ON UPDATE " + expression + " ").orElse("")
                        + collation.map(name -> "COLLATE " + name + " ").orElse("")
                        + (comment.isEmpty() ? "" : "COMMENT " + MysqlLiterals.quote(comment)))
                .strip();
    }
}
