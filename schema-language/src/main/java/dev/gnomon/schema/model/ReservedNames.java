package dev.gnomon.schema.model;

import java.util.Set;

/** Words that a client cannot make a class of. */
public final class ReservedNames {

    private static final Set<String> RESERVED = Set.of(
            "PrismaClient",
            "async",
            "await",
            "break",
            "case",
            "catch",
            "class",
            "const",
            "continue",
            "debugger",
            "default",
            "delete",
            "do",
            "else",
            "enum",
            "export",
            "extends",
            "false",
            "finally",
            "for",
            "function",
            "if",
            "implements",
            "import",
            "in",
            "instanceof",
            "interface",
            "let",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "using",
            "var",
            "void",
            "while",
            "with",
            "yield");

    private ReservedNames() {}

    /** Tell whether a model or enum cannot have this name. */
    public static boolean contains(String name) {
        return RESERVED.contains(name);
    }
}
