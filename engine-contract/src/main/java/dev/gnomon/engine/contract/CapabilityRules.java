package dev.gnomon.engine.contract;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a dialect does what it says it can, and refuses what it does not say. */
final class CapabilityRules {

    private CapabilityRules() {}

    static void addTo(DialectContract.Checks checks) {
        add(checks, Capability.NAMESPACES, CapabilityRules::namespaces, s -> new SchemaChange.CreateNamespace("x"));
        add(checks, Capability.ENUMS, CapabilityRules::enums);
        add(checks, Capability.ENUM_TYPES, CapabilityRules::enumTypes, s -> new SchemaChange.CreateEnum(mood()));
        // No extension is known to be there to install.
        add(
                checks,
                Capability.EXTENSIONS,
                playground -> render(playground, createdExtension()),
                s -> createdExtension());
        add(checks, Capability.ALTER_COLUMN_IN_PLACE, CapabilityRules::altersColumns, s -> {
            Column before = s.column("age", Scalar.INT, Arity.REQUIRED);
            return alter(s.table("cat", before), s.table("cat", nullable(s)), madeNullable(s));
        });
        add(checks, Capability.RENAME_INDEX, CapabilityRules::renamesIndexes, CapabilityRules::renamedIndex);
        add(
                checks,
                Capability.RENAME_FOREIGN_KEY,
                CapabilityRules::renamesForeignKeys,
                CapabilityRules::renamedForeignKey);
        add(
                checks,
                Capability.ALTER_FOREIGN_KEYS,
                CapabilityRules::altersForeignKeys,
                s -> new SchemaChange.AddForeignKey(ObjectName.of("toy"), owner(s)));
        add(checks, Capability.RENAME_PRIMARY_KEY, CapabilityRules::renamesPrimaryKeys, s -> {
            BeforeAfter<PrimaryKey> keys = new BeforeAfter<>(named("a_name"), named("another_name"));
            return alter(s.table("cat"), s.table("cat"), new TableChange.RenamePrimaryKey(keys));
        });
        add(checks, Capability.PARTIAL_INDEXES, CapabilityRules::partialIndexes, s -> partialIndex(s, "1 = 1"));
    }

    /** What has to work where the capability is declared. */
    private interface Kept {
        void check(Playground playground) throws Exception;
    }

    /** A change that needs the capability. */
    private interface Needing {
        SchemaChange change(CaseSchemas schemas);
    }

    private static void add(DialectContract.Checks checks, Capability capability, Kept kept, Needing needing) {
        checks.add(Rules.CAPABILITIES, name(capability), playground -> {
            if (isDeclared(playground, capability)) {
                kept.check(playground);
            } else {
                expectRefused(playground, needing.change(playground.schemas()));
            }
        });
    }

    private static void add(DialectContract.Checks checks, Capability capability, Kept kept) {
        checks.add(Rules.CAPABILITIES, name(capability), playground -> {
            if (isDeclared(playground, capability)) {
                kept.check(playground);
            }
        });
    }

    private static String name(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static boolean isDeclared(Playground playground, Capability capability) {
        return playground.dialect().capabilities().contains(capability);
    }

    private static void expectRefused(Playground playground, SchemaChange change) throws Exception {
        Expect.refused(
                GnomonException.class,
                "a change that the dialect does not declare is rendered: " + change,
                () -> render(playground, change));
    }

    private static void render(Playground playground, SchemaChange change) {
        DatabaseSchema schema = playground.schemas().schema();
        playground.render(change, new ChangeSet(new BeforeAfter<>(schema, schema), List.of(change)));
    }

    private static SchemaChange createdExtension() {
        return new SchemaChange.CreateExtension(new Extension("x", Optional.empty(), Optional.empty(), false));
    }

    private static void namespaces(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Dialect dialect = playground.dialect();
        Connection connection = playground.connect();
        String own = dialect.connector().defaultNamespace(connection).orElseThrow();
        Table here = s.table("cat", s.column("name", Scalar.STRING, Arity.NULLABLE));
        Table there = in("elsewhere", s.table("dog", s.column("age", Scalar.INT, Arity.NULLABLE)));
        DatabaseSchema wanted = s.schema(here, there).toBuilder()
                .defaultNamespace(Optional.of(own))
                .namespaces(List.of("elsewhere"))
                .build();
        IntrospectionScope both = new IntrospectionScope(Optional.of(own), List.of(own, "elsewhere"));
        playground.migrate(connection, dialect.introspector().introspect(connection, both), wanted);
        DatabaseSchema read = dialect.introspector().introspect(connection, both);
        Expect.none(playground.diff(read, wanted).changes(), "with two namespaces, the differ still finds");
        Expect.equal(playground.introspect(connection).tables().size(), 1, "the number of tables in the default one");
        dialect.databaseReset().reset(connection, dialect.connector().place(connection), both);
        Expect.none(dialect.introspector().introspect(connection, both).tables(), "a reset of both namespaces leaves");
        Optional<ShadowNamespaces> ofShadow = dialect.configuredShadowDatabase().namespaces();
        if (ofShadow.isPresent()) {
            Expect.that(ofShadow.get().list(connection).contains("elsewhere"), "a namespace is not listed");
            ofShadow.get().drop(connection, List.of("elsewhere"));
            Expect.that(
                    !ofShadow.get().list(connection).contains("elsewhere"), "a namespace that was dropped is there");
        }
    }

    private static Table in(String namespace, Table table) {
        return new Table(
                ObjectName.of(namespace, table.name().name()),
                table.columns(),
                table.primaryKey(),
                table.indexes(),
                table.foreignKeys(),
                table.unmodelled(),
                table.dialectObjects());
    }

    private static void enums(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Connection connection = playground.connect();
        List<String> values = List.of("happy", "sad");
        playground.migrate(connection, DatabaseSchema.EMPTY, s.schemaWithEnum(s.table("cat"), "mood", values));
        Expect.equal(
                playground.introspect(connection).enums().stream()
                        .map(EnumType::values)
                        .toList(),
                List.of(values),
                "the values of the enums that the database has");
    }

    private static void enumTypes(Playground playground) throws Exception {
        Expect.that(isDeclared(playground, Capability.ENUMS), "ENUM_TYPES are declared, and ENUMS are not");
        Connection connection = playground.connect();
        DatabaseSchema wanted =
                playground.schemas().schema().toBuilder().enums(List.of(mood())).build();
        playground.migrate(connection, playground.introspect(connection), wanted);
        Expect.equal(playground.introspect(connection).enums().size(), 1, "the number of enums without a column");
    }

    private static EnumType mood() {
        return new EnumType(ObjectName.of("mood"), List.of("happy", "sad"));
    }

    private static void altersColumns(Playground playground) {
        CaseSchemas s = playground.schemas();
        Table before = s.table("cat", s.column("age", Scalar.INT, Arity.REQUIRED));
        boolean needsRedefinition = playground
                .dialect()
                .diffRules()
                .redefinitions()
                .needed(new BeforeAfter<>(before, s.table("cat", nullable(s))), List.of(madeNullable(s)));
        Expect.that(!needsRedefinition, "a table is built anew for a column that becomes optional");
    }

    private static Column nullable(CaseSchemas s) {
        return s.column("age", Scalar.INT, Arity.NULLABLE);
    }

    private static TableChange madeNullable(CaseSchemas s) {
        return new TableChange.AlterColumn(
                new BeforeAfter<>(s.column("age", Scalar.INT, Arity.REQUIRED), nullable(s)),
                Set.of(ColumnDifference.ARITY),
                Optional.<CastSafety>empty());
    }

    private static SchemaChange alter(Table before, Table after, TableChange change) {
        return new SchemaChange.AlterTable(new BeforeAfter<>(before, after), List.of(change));
    }

    private static void renamesIndexes(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Table cat = cat(s);
        Connection connection = playground.connectTo(s.withIndexes(cat, s.index("cat", "name")));
        Table wanted = s.withIndexes(cat, s.indexOf("by_name", Index.Kind.NORMAL, "name"));
        playground.migrate(connection, playground.introspect(connection), s.schema(wanted));
        Expect.equal(
                playground.introspect(connection).tables().get(0).indexes().stream()
                        .map(Index::name)
                        .toList(),
                List.of("by_name"),
                "the names of the indexes afterwards");
    }

    private static SchemaChange renamedIndex(CaseSchemas s) {
        Index after = s.indexOf("by_name", Index.Kind.NORMAL, "name");
        return new SchemaChange.RenameIndex(cat(s).name(), new BeforeAfter<>(s.index("cat", "name"), after));
    }

    private static void altersForeignKeys(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Connection connection = playground.connectTo(cat(s), toy(s));
        DatabaseSchema before = playground.introspect(connection);
        ChangeSet changes = playground.diff(before, s.schema(cat(s), s.withForeignKeys(toy(s), owner(s))));
        Expect.equal(
                changes.changes().stream().map(Object::getClass).toList(),
                List.of(SchemaChange.AddForeignKey.class),
                "what adds a foreign key to a table");
        changes.changes().forEach(change -> playground.render(change, changes));
    }

    private static Table toy(CaseSchemas s) {
        return s.table("toy", s.column("cat_id", Scalar.INT, Arity.NULLABLE));
    }

    private static void renamesForeignKeys(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Table toy = toy(s);
        Connection connection = playground.connectTo(cat(s), s.withForeignKeys(toy, owner(s)));
        DatabaseSchema wanted = s.schema(cat(s), s.withForeignKeys(toy, renamedOwner(s)));
        playground.migrate(connection, playground.introspect(connection), wanted);
        Expect.equal(
                playground.introspect(connection).tables().get(1).foreignKeys().stream()
                        .map(ForeignKey::name)
                        .toList(),
                List.of(renamedOwner(s).name()),
                "the names of the foreign keys afterwards");
    }

    private static SchemaChange renamedForeignKey(CaseSchemas s) {
        return new SchemaChange.RenameForeignKey(ObjectName.of("toy"), new BeforeAfter<>(owner(s), renamedOwner(s)));
    }

    private static ForeignKey owner(CaseSchemas s) {
        return s.foreignKey("toy", "cat_id", "cat", ReferentialAction.CASCADE);
    }

    private static ForeignKey renamedOwner(CaseSchemas s) {
        ForeignKey owner = owner(s);
        return new ForeignKey(
                Optional.of("toy_owner"),
                owner.columns(),
                owner.referencedTable(),
                owner.referencedColumns(),
                owner.onDelete(),
                owner.onUpdate());
    }

    private static Table cat(CaseSchemas s) {
        return s.table("cat", s.column("name", Scalar.STRING, Arity.NULLABLE));
    }

    private static void partialIndexes(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        String condition = playground.dialect().renderer().quote("name") + " IS NOT NULL";
        SchemaChange.CreateIndex create = partialIndex(s, condition);
        Connection connection = playground.connectTo(cat(s));
        playground.migrate(
                connection, playground.introspect(connection), s.schema(s.withIndexes(cat(s), create.index())));
        Expect.that(
                playground.introspect(connection).tables().get(0).indexes().stream()
                        .anyMatch(index -> index.predicate().isPresent()),
                "no index with a condition is there afterwards");
    }

    private static SchemaChange.CreateIndex partialIndex(CaseSchemas s, String condition) {
        Index all = s.index("cat", "name");
        Index some = new Index(
                all.name(), all.kind(), all.columns(), all.algorithm(), Optional.of(condition), all.clustered(), false);
        return new SchemaChange.CreateIndex(cat(s).name(), some, SchemaChange.CreateIndex.Reason.NEW_INDEX);
    }

    private static void renamesPrimaryKeys(Playground playground) throws Exception {
        CaseSchemas s = playground.schemas();
        Table before = s.table("cat");
        Table after = new Table(
                before.name(),
                before.columns(),
                before.primaryKey()
                        .map(key -> new PrimaryKey(Optional.of("another_name"), key.columns(), key.clustered())),
                before.indexes(),
                before.foreignKeys(),
                before.unmodelled(),
                before.dialectObjects());
        Connection connection = playground.connectTo(before);
        playground.migrate(connection, playground.introspect(connection), s.schema(after));
        Expect.equal(
                playground.introspect(connection).tables().get(0).primaryKey().flatMap(PrimaryKey::name),
                Optional.of("another_name"),
                "the name of the primary key afterwards");
    }

    private static PrimaryKey named(String name) {
        return PrimaryKey.of(Optional.of(name), "id");
    }
}
