package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Two states of a schema that a dialect must get from and to.
 *
 * <p>Both states have the table {@code cat} with {@code id} and {@code name}, if the case is one in which rows must
 * survive.
 *
 * @param name        what is done, as a test's name
 * @param needs       the capabilities without which the case does not apply
 * @param rowsSurvive whether a row of {@code cat} must still be there afterwards
 * @param states      makes both states
 */
public record SchemaCase(
        String name,
        Set<Capability> needs,
        boolean rowsSurvive,
        Function<CaseSchemas, BeforeAfter<DatabaseSchema>> states) {

    /** No letters beyond the basic plane: MySQL has none in names. */
    private static final String HOSTILE_NAME = "o'dd \"n`a[m]e; -- é漢";

    private static final String HOSTILE_TEXT = "it's; \"x\" `y` [z] -- /* \\ $$ é漢";

    @Override
    public String toString() {
        return name;
    }

    /** All cases. */
    public static List<SchemaCase> all() {
        return List.of(
                from("create tables", s -> s.schema(), s -> s.schema(cat(s), toy(s))),
                from("drop a table", s -> s.schema(cat(s), toy(s)), s -> s.schema(cat(s))),
                surviving(
                        "add a nullable column",
                        SchemaCase::cat,
                        s -> s.table("cat", name(s), s.column("colour", Scalar.STRING, Arity.NULLABLE))),
                surviving(
                        "add a required column with a default",
                        SchemaCase::cat,
                        s -> s.table("cat", name(s), lives(s, "9"))),
                surviving("drop a column", s -> s.table("cat", name(s), lives(s, "9")), SchemaCase::cat),
                surviving(
                        "change a default",
                        s -> s.table("cat", name(s), lives(s, "9")),
                        s -> s.table("cat", name(s), lives(s, "7"))),
                surviving(
                        "drop a default",
                        s -> s.table("cat", name(s), lives(s, "9")),
                        s -> s.table("cat", name(s), s.column("lives", Scalar.INT, Arity.REQUIRED))),
                surviving(
                        "allow null",
                        s -> s.table("cat", name(s), lives(s, "9")),
                        s -> s.table(
                                "cat",
                                name(s),
                                s.column("lives", Scalar.INT, Arity.NULLABLE)
                                        .withDefault(new DefaultValue.Literal(new LiteralValue.Number("9"))))),
                surviving(
                        "forbid null",
                        s -> s.table(
                                "cat",
                                name(s),
                                s.column("colour", Scalar.STRING, Arity.NULLABLE)
                                        .withDefault(text("grey"))),
                        s -> s.table(
                                "cat",
                                name(s),
                                s.column("colour", Scalar.STRING, Arity.REQUIRED)
                                        .withDefault(text("grey")))),
                surviving(
                        "change a type",
                        s -> s.table("cat", name(s), s.column("age", Scalar.INT, Arity.NULLABLE)),
                        s -> s.table("cat", name(s), s.column("age", Scalar.STRING, Arity.NULLABLE))),
                surviving(
                        "every scalar type",
                        SchemaCase::cat,
                        s -> s.table(
                                "cat",
                                name(s),
                                s.column("b", Scalar.BOOLEAN, Arity.NULLABLE),
                                s.column("i", Scalar.BIG_INT, Arity.NULLABLE),
                                s.column("f", Scalar.FLOAT, Arity.NULLABLE),
                                s.column("d", Scalar.DECIMAL, Arity.NULLABLE),
                                s.column("t", Scalar.DATE_TIME, Arity.NULLABLE),
                                s.column("x", Scalar.BYTES, Arity.NULLABLE))),
                surviving(
                        "a default of the current time",
                        SchemaCase::cat,
                        s -> s.table(
                                "cat",
                                name(s),
                                s.column("born", Scalar.DATE_TIME, Arity.NULLABLE)
                                        .withDefault(new DefaultValue.CurrentTimestamp()))),
                enumCase("a column of an enum", null, List.of("a", "b'c")),
                enumCase("a new value of an enum", List.of("a", "b'c"), List.of("a", "new", "b'c")),
                enumCase("an enum loses a value that no row has", List.of("a", "b'c"), List.of("a")),
                surviving(
                        "a text default with every quote and comment mark",
                        SchemaCase::cat,
                        s -> s.table(
                                "cat",
                                name(s),
                                s.column("motto", Scalar.STRING, Arity.REQUIRED).withDefault(text(HOSTILE_TEXT)))),
                surviving(
                        "names with every quote and comment mark",
                        SchemaCase::cat,
                        s -> s.table("cat", name(s), s.column(HOSTILE_NAME, Scalar.INT, Arity.NULLABLE))),
                from(
                        "a table whose name has every quote",
                        s -> s.schema(cat(s)),
                        s -> s.schema(cat(s), s.table(HOSTILE_NAME, name(s)))),
                surviving("create an index", SchemaCase::cat, s -> s.withIndexes(cat(s), s.index("cat", "name"))),
                surviving(
                        "create a unique index", SchemaCase::cat, s -> s.withIndexes(cat(s), s.unique("cat", "name"))),
                surviving("drop an index", s -> s.withIndexes(cat(s), s.index("cat", "name")), SchemaCase::cat),
                surviving("drop a unique index", s -> s.withIndexes(cat(s), s.unique("cat", "name")), SchemaCase::cat),
                surviving(
                        "make an index unique",
                        s -> s.withIndexes(cat(s), s.index("cat", "name")),
                        s -> s.withIndexes(cat(s), s.unique("cat", "name"))),
                surviving(
                        "give an index another name",
                        s -> s.withIndexes(cat(s), s.index("cat", "name")),
                        s -> s.withIndexes(cat(s), s.indexOf("by_name", Index.Kind.NORMAL, "name"))),
                surviving(
                        "an index over two columns",
                        s -> s.table("cat", name(s), lives(s, "9")),
                        s -> s.withIndexes(s.table("cat", name(s), lives(s, "9")), s.index("cat", "name", "lives"))),
                surviving(
                        "drop a column that an index covers",
                        s -> s.withIndexes(s.table("cat", name(s), lives(s, "9")), s.index("cat", "lives")),
                        SchemaCase::cat),
                surviving(
                        "a primary key over two columns",
                        s -> s.table("cat", name(s), lives(s, "9")),
                        s -> s.withPrimaryKey(s.table("cat", name(s), lives(s, "9")), "id", "lives")),
                new SchemaCase(
                        "add a foreign key",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        true,
                        s -> new BeforeAfter<>(
                                s.schema(cat(s), toy(s)), s.schema(cat(s), owned(s, ReferentialAction.CASCADE)))),
                new SchemaCase(
                        "drop a foreign key",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        true,
                        s -> new BeforeAfter<>(
                                s.schema(cat(s), owned(s, ReferentialAction.CASCADE)), s.schema(cat(s), toy(s)))),
                new SchemaCase(
                        "change what a foreign key does on delete",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        true,
                        s -> new BeforeAfter<>(
                                s.schema(cat(s), owned(s, ReferentialAction.CASCADE)),
                                s.schema(cat(s), owned(s, ReferentialAction.SET_NULL)))),
                new SchemaCase(
                        "alter a table that a foreign key refers to",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        true,
                        s -> new BeforeAfter<>(
                                s.schema(s.table("cat", name(s), lives(s, "9")), owned(s, ReferentialAction.CASCADE)),
                                s.schema(cat(s), owned(s, ReferentialAction.CASCADE)))),
                new SchemaCase(
                        "drop an index that a foreign key uses",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        true,
                        s -> new BeforeAfter<>(
                                s.schema(
                                        cat(s),
                                        s.withIndexes(owned(s, ReferentialAction.CASCADE), s.index("toy", "cat_id"))),
                                s.schema(cat(s), owned(s, ReferentialAction.CASCADE)))),
                new SchemaCase(
                        "create tables that refer to each other and themselves",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        false,
                        s -> new BeforeAfter<>(
                                s.schema(),
                                s.schema(
                                        cat(s),
                                        s.withForeignKeys(
                                                s.table(
                                                        "toy",
                                                        catId(s),
                                                        s.column("toy_id", Scalar.INT, Arity.NULLABLE)),
                                                s.foreignKey("toy", "cat_id", "cat", ReferentialAction.CASCADE),
                                                s.foreignKey("toy", "toy_id", "toy", ReferentialAction.NO_ACTION))))),
                new SchemaCase(
                        "drop tables that a foreign key joins",
                        EnumSet.of(Capability.FOREIGN_KEYS),
                        false,
                        s -> new BeforeAfter<>(s.schema(cat(s), owned(s, ReferentialAction.CASCADE)), s.schema())));
    }

    private static SchemaCase from(
            String name, Function<CaseSchemas, DatabaseSchema> before, Function<CaseSchemas, DatabaseSchema> after) {
        return new SchemaCase(name, Set.of(), false, s -> new BeforeAfter<>(before.apply(s), after.apply(s)));
    }

    private static SchemaCase surviving(
            String name, Function<CaseSchemas, Table> before, Function<CaseSchemas, Table> after) {
        return new SchemaCase(
                name, Set.of(), true, s -> new BeforeAfter<>(s.schema(before.apply(s)), s.schema(after.apply(s))));
    }

    /** The column {@code mood} appears, or its values change. */
    private static SchemaCase enumCase(String name, @Nullable List<String> before, List<String> after) {
        return new SchemaCase(
                name,
                EnumSet.of(Capability.ENUMS),
                true,
                s -> new BeforeAfter<>(
                        before == null ? s.schema(cat(s)) : s.schemaWithEnum(cat(s), "mood", before),
                        s.schemaWithEnum(cat(s), "mood", after)));
    }

    private static Table cat(CaseSchemas s) {
        return s.table("cat", name(s));
    }

    private static Table toy(CaseSchemas s) {
        return s.table("toy", catId(s));
    }

    private static Table owned(CaseSchemas s, ReferentialAction onDelete) {
        return s.withForeignKeys(toy(s), s.foreignKey("toy", "cat_id", "cat", onDelete));
    }

    private static dev.gnomon.engine.model.Column name(CaseSchemas s) {
        return s.column("name", Scalar.STRING, Arity.REQUIRED);
    }

    private static dev.gnomon.engine.model.Column catId(CaseSchemas s) {
        return s.column("cat_id", Scalar.INT, Arity.NULLABLE);
    }

    private static dev.gnomon.engine.model.Column lives(CaseSchemas s, String number) {
        return s.column("lives", Scalar.INT, Arity.REQUIRED)
                .withDefault(new DefaultValue.Literal(new LiteralValue.Number(number)));
    }

    private static DefaultValue text(String value) {
        return new DefaultValue.Literal(new LiteralValue.Text(value));
    }
}
