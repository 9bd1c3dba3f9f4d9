package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.TypeFamily;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads expressions of schemas that are constants, as the catalog's are read. Only what the server certainly takes for
 * the same value: a constant with a cast to a type that is not the column's is none.
 */
final class PostgresqlConstants {

    private static final Pattern CONSTANT =
            Pattern.compile("('(?:[^'\\\\]|'')*'|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|[A-Za-z_]+(?: *\\( *\\))?"
                    + "|(?i:ARRAY) *\\[[^:\\\\$]*])(?: *:: *(.+?))?");

    private static final Set<String> NOW = Set.of("now()", "current_timestamp");

    private static final PostgresqlDefaultReader READER = new PostgresqlDefaultReader(namespace -> namespace);

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "int", "integer",
            "int4", "integer",
            "int8", "bigint",
            "int2", "smallint",
            "bool", "boolean",
            "float8", "double precision",
            "character varying", "varchar",
            "decimal", "numeric",
            "json", "jsonb");

    private PostgresqlConstants() {}

    /** The column with the value of its expression; the same column where it is none that is known for certain. */
    static Column folded(Column column) {
        if (column.databaseDefault().isEmpty()
                || !(column.databaseDefault().get() instanceof DefaultValue.Expression(String sql))) {
            return column;
        }
        String text = sql.strip();
        while (!text.equals(PostgresqlExpressions.withoutOuterParentheses(text))) {
            text = PostgresqlExpressions.withoutOuterParentheses(text).strip();
        }
        if (text.equalsIgnoreCase("NULL")) {
            return column.withoutDefault();
        }
        Matcher constant = CONSTANT.matcher(text);
        return constant.matches() && isOwnType(Optional.ofNullable(constant.group(2)), column.type())
                ? value(constant.group(1), column.type())
                        .map(column::withDefault)
                        .orElse(column)
                : column;
    }

    private static Optional<DefaultValue> value(String constant, ColumnType type) {
        String lower = constant.replace(" ", "").toLowerCase(Locale.ROOT);
        boolean isWord = Character.isLetter(constant.charAt(0));
        boolean isTime = type.family() == TypeFamily.Scalar.DATE_TIME && !type.isList();
        if (isWord && NOW.contains(lower)) {
            return isTime ? Optional.of(new DefaultValue.CurrentTimestamp()) : Optional.empty();
        }
        if (isWord && !lower.equals("true") && !lower.equals("false") && !lower.startsWith("array[")) {
            return Optional.empty();
        }
        String written = isWord && !lower.startsWith("array[")
                ? lower
                : isWord ? "ARRAY" + constant.substring(constant.indexOf('[')) : constant;
        return READER.read(written.startsWith("+") ? written.substring(1) : written, type)
                .filter(DefaultValue.Literal.class::isInstance);
    }

    /** No cast, or one that leaves the constant what it is for the column. */
    private static boolean isOwnType(Optional<String> cast, ColumnType type) {
        if (cast.isEmpty()) {
            return true;
        }
        String name = cast.get().strip();
        boolean list = name.endsWith("[]");
        String element = list ? name.substring(0, name.length() - 2).strip() : name;
        if (list != type.isList()) {
            return false;
        }
        return switch (type.family()) {
            case TypeFamily.EnumReference reference ->
                element.equals(PostgresqlNames.quote(reference.enumName().name()));
            case TypeFamily.Unsupported unsupported -> false;
            case TypeFamily.Scalar scalar -> {
                String known = standard(element);
                yield switch (scalar) {
                    case STRING -> known.equals("text") || known.equals("varchar");
                    case UUID -> known.equals("uuid");
                    case BOOLEAN -> known.equals("boolean");
                    case JSON -> known.equals("jsonb");
                    case INT -> known.equals("integer");
                    case BIG_INT -> known.equals("integer") || known.equals("bigint");
                    case FLOAT -> known.equals("double precision") || known.equals("numeric");
                    case DECIMAL -> known.equals("numeric");
                    case BYTES -> known.equals("bytea");
                    case DATE_TIME -> false;
                };
            }
        };
    }

    private static String standard(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return OTHER_NAMES.getOrDefault(lower, lower);
    }
}
