package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/** Writes names into statements. */
final class MysqlNames {

    private MysqlNames() {}

    /** An identifier in backticks, such that no character of it can end them. */
    static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    /** A name with all its parts in backticks. */
    static String quote(ObjectName name) {
        return name.namespace().map(namespace -> quote(namespace) + ".").orElse("") + quote(name.name());
    }

    /** Identifiers in backticks, one after the other. */
    static String list(List<String> identifiers) {
        return identifiers.stream().map(MysqlNames::quote).collect(Collectors.joining(", "));
    }
}
