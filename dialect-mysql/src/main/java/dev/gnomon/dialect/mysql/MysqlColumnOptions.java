package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a column has besides its type and default, and what {@code MODIFY} would forget.
 *
 * @param onUpdate   the expression after ON UPDATE; empty for none
 * @param collation  of a text or enum column, where it is another than the table's
 * @param comment    empty for none
 * @param invisible  {@code SELECT *} leaves it out
 * @param compressed MariaDB stores its values compressed
 * @param detail     the type as the server writes it, where it says more than the schema language can
 * @param generation the clause that computes the column; empty where nothing does
 * @param check      the condition that MariaDB counts as a part of the column; empty for none
 */
record MysqlColumnOptions(
        Optional<String> onUpdate,
        Optional<String> collation,
        String comment,
        boolean invisible,
        boolean compressed,
        Optional<String> detail,
        Optional<String> generation,
        Optional<String> check)
        implements DialectObject {

    private static final String ON_UPDATE = "on update ";

    private static final Set<String> NUMBERS =
            Set.of("tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double");

    private static final Set<String> WITH_FRACTION = Set.of("decimal", "float", "double");

    private static final Set<String> COMPRESSIBLE = Set.of(
            "VarChar",
            "TinyText",
            "Text",
            "MediumText",
            "LongText",
            "VarBinary",
            "TinyBlob",
            "Blob",
            "MediumBlob",
            "LongBlob");

    static MysqlColumnOptions of(ColumnRow row, String tableCollation, Optional<String> check) {
        String extra = row.extra().toLowerCase(Locale.ROOT);
        int at = extra.indexOf(ON_UPDATE);
        Optional<String> onUpdate =
                at < 0 ? Optional.empty() : Optional.of(firstWord(row.extra().substring(at + ON_UPDATE.length())));
        return new MysqlColumnOptions(
                onUpdate,
                row.collation().filter(name -> !name.equals(tableCollation)),
                row.comment(),
                extra.contains("invisible"),
                row.fullType().contains("COMPRESSED"),
                detail(row),
                generation(row, extra),
                // Characters that the catalog cannot show must not become question marks.
                check.filter(condition -> !condition.contains("????")));
    }

    private static String firstWord(String text) {
        return text.strip().split("[ ,]", 2)[0];
    }

    private static Optional<String> detail(ColumnRow row) {
        String type = row.fullType().toLowerCase(Locale.ROOT);
        boolean more = type.contains("zerofill")
                || (WITH_FRACTION.contains(row.type()) && type.contains("unsigned"))
                || (!row.type().equals("decimal") && WITH_FRACTION.contains(row.type()) && type.contains("("));
        return more && NUMBERS.contains(row.type()) ? Optional.of(row.fullType()) : Optional.empty();
    }

    private static Optional<String> generation(ColumnRow row, String extra) {
        if (!MysqlColumnReader.isGenerated(row) || row.generation().contains("????")) {
            return Optional.empty();
        }
        String kind = extra.contains("stored") || extra.contains("persistent") ? "STORED" : "VIRTUAL";
        return Optional.of("GENERATED ALWAYS AS " + MysqlExpressions.inParentheses(row.generation()) + " " + kind);
    }

    static Optional<MysqlColumnOptions> of(Column column) {
        return column.dialectObjects().stream()
                .filter(MysqlColumnOptions.class::isInstance)
                .map(MysqlColumnOptions.class::cast)
                .findFirst();
    }

    boolean isUsual() {
        return onUpdate.isEmpty()
                && collation.isEmpty()
                && comment.isEmpty()
                && !invisible
                && !compressed
                && detail.isEmpty()
                && generation.isEmpty()
                && check.isEmpty();
    }

    /** The type of the column as the server had written it, as long as it stays the same for the schema. */
    Optional<String> keptType(Set<ColumnDifference> differences) {
        return differences.contains(ColumnDifference.TYPE) ? Optional.empty() : detail;
    }

    /** The clauses behind a column's type. */
    String typeClauses(Column next) {
        boolean text = next.type().family() == Scalar.STRING || next.type().family() instanceof EnumReference;
        String compression = compressed
                        && COMPRESSIBLE.contains(
                                MysqlTypes.nativeType(next.type()).name())
                ? " COMPRESSED"
                : "";
        return compression + (text ? collation.map(name -> " COLLATE " + name).orElse("") : "");
    }

    /**
     * The clause of a column that the server computes, and goes on computing; empty where the schema has a value
     * for it.
     */
    Optional<String> keptGeneration(Column next) {
        boolean valued = next.autoIncrement()
                || next.defaultValue()
                        .filter(value -> !(value instanceof DefaultValue.AnyExpression))
                        .isPresent();
        return valued ? Optional.empty() : generation;
    }

    /** The clauses at the end of a column's definition. */
    String endClauses(Column next, boolean mariaDb) {
        String update = onUpdate.filter(known -> MysqlOnUpdate.statedBy(next).isEmpty())
                .flatMap(known -> MysqlLiterals.currentTimestamp(next))
                .map(expression -> " ON UPDATE " + expression)
                .orElse("");
        return update
                + (invisible && !(mariaDb && needsValue(next)) ? " INVISIBLE" : "")
                + (comment.isEmpty() ? "" : " COMMENT " + MysqlLiterals.quote(comment))
                + check.map(condition -> " CHECK (" + condition + ")").orElse("");
    }

    /** Whether every row has to name the column, which MariaDB refuses for one that nobody sees. */
    private boolean needsValue(Column next) {
        return next.type().isRequired()
                && !next.autoIncrement()
                && next.databaseDefault().isEmpty()
                && generation.isEmpty();
    }

    @Override
    public String describe() {
        return (onUpdate.map(expression -> "ON UPDATE " + expression + " ").orElse("")
                        + collation.map(name -> "COLLATE " + name + " ").orElse("")
                        + (comment.isEmpty() ? "" : "COMMENT " + MysqlLiterals.quote(comment) + " ")
                        + (invisible ? "INVISIBLE " : "")
                        + (compressed ? "COMPRESSED " : "")
                        + detail.map(type -> type + " ").orElse("")
                        + generation.map(clause -> clause + " ").orElse("")
                        + check.map(condition -> "CHECK (" + condition + ")").orElse(""))
                .strip();
    }
}
