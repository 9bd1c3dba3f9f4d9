package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in one line what a change inside a table does. */
final class TableChangeSummary {

    private TableChangeSummary() {}

    static String describe(TableChange change) {
        return switch (change) {
            case TableChange.DropPrimaryKey(var key) -> "[-] Dropped the primary key on columns (" + columns(key) + ")";
            case TableChange.RenamePrimaryKey(var key) ->
                "[*] Renamed the primary key on columns (" + columns(key.before()) + ")";
            case TableChange.AddPrimaryKey(var key) -> "[+] Added primary key on columns (" + columns(key) + ")";
            case TableChange.DropColumn(var column) -> "[-] Removed column `" + column.name() + "`";
            case TableChange.AddColumn(var column) -> "[+] Added column `" + column.name() + "`";
            case TableChange.AlterColumn(var column, var differences, var cast) ->
                "[*] Altered column `" + column.after().name() + "` (" + differences(column, differences) + ")";
            case TableChange.RecreateColumn(var column, var differences) ->
                "[*] Column `" + column.after().name() + "` would be dropped and recreated ("
                        + differences(column, differences) + ")";
        };
    }

    private static String columns(PrimaryKey key) {
        return String.join(", ", key.columnNames());
    }

    private static String differences(BeforeAfter<Column> column, Set<ColumnDifference> differences) {
        return differences.stream()
                .map(difference -> describe(column, difference))
                .collect(Collectors.joining(", "));
    }

    private static String describe(BeforeAfter<Column> column, ColumnDifference difference) {
        return switch (difference) {
            case ARITY ->
                "changed from " + arity(column.before().arity()) + " to "
                        + arity(column.after().arity());
            case DEFAULT ->
                "default changed from `" + defaultValue(column.before()) + "` to `" + defaultValue(column.after())
                        + "`";
            case TYPE -> "type changed from `" + type(column.before()) + "` to `" + type(column.after()) + "`";
            case AUTO_INCREMENT ->
                column.after().autoIncrement()
                        ? "column became autoincrementing"
                        : "column is no longer autoincrementing";
        };
    }

    private static String arity(Arity arity) {
        return switch (arity) {
            case REQUIRED -> "Required";
            case NULLABLE -> "Nullable";
            case LIST -> "List";
        };
    }

    private static String type(Column column) {
        String element = column.type()
                .nativeType()
                .map(Object::toString)
                .orElseGet(() -> family(column.type().family()));
        return column.type().isList() ? element + "[]" : element;
    }

    private static String family(TypeFamily family) {
        return switch (family) {
            case TypeFamily.EnumReference(var name) -> name.toString();
            case TypeFamily.Unsupported(String databaseType) -> databaseType;
            case TypeFamily.Scalar scalar -> {
                StringBuilder words = new StringBuilder();
                for (String word : scalar.name().split("_", -1)) {
                    words.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
                }
                yield words.toString();
            }
        };
    }

    private static String defaultValue(Column column) {
        Optional<DefaultValue> value = column.databaseDefault();
        return value.map(TableChangeSummary::defaultValue).orElse("NULL");
    }

    private static String defaultValue(DefaultValue value) {
        return switch (value) {
            case DefaultValue.Literal(LiteralValue literal) -> literal(literal);
            case DefaultValue.CurrentTimestamp now -> "CURRENT_TIMESTAMP";
            case DefaultValue.Expression(String sql) -> sql;
            case DefaultValue.AnyExpression any -> "any expression";
            case DefaultValue.NextValue(var sequence) -> "nextval('" + sequence + "')";
            case DefaultValue.ClientGenerated client -> "NULL";
        };
    }

    private static String literal(LiteralValue literal) {
        return switch (literal) {
            case LiteralValue.Text(String text) -> quoted(text);
            case LiteralValue.Number(String digits) -> digits;
            case LiteralValue.Bool(boolean value) -> String.valueOf(value);
            case LiteralValue.Bytes(String hex) -> "X'" + hex + "'";
            case LiteralValue.DateTime(var instant) -> quoted(instant.toString());
            case LiteralValue.EnumValue(String value) -> quoted(value);
            case LiteralValue.Json(String text) -> quoted(text);
            case LiteralValue.ListOf(List<LiteralValue> elements) ->
                elements.stream().map(TableChangeSummary::literal).collect(Collectors.joining(", ", "ARRAY[", "]"));
        };
    }

    /** One line in any case: a line break inside a text would look like the end of the item. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replace("\n", "\\n").replace("\r", "\\r") + "'";
    }
}
