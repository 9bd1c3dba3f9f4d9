package dev.gnomon.dialect.mysql;

import java.util.ArrayList;
import java.util.List;

/** Reads the values of an enum from its type as the catalog writes it. */
final class MysqlEnumValues {

    private MysqlEnumValues() {}

    /** The values of {@code enum('a','b''c')}. */
    static List<String> parse(String type) {
        List<String> values = new ArrayList<>();
        int at = type.indexOf('\'');
        while (at >= 0) {
            StringBuilder value = new StringBuilder();
            at++;
            while (at < type.length()) {
                char c = type.charAt(at);
                if (c == '\'') {
                    if (!type.startsWith("''", at)) {
                        break;
                    }
                    at++;
                } else if (c == '\\' && at + 1 < type.length()) {
                    c = unescaped(type.charAt(++at));
                }
                value.append(c);
                at++;
            }
            values.add(value.toString());
            at = type.indexOf('\'', at + 1);
        }
        return values;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            default -> c;
        };
    }
}
