package dev.gnomon.engine.contract;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.EnumStorage;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a dialect does what it says it can, and says all that it does. */
final class CapabilityRules {

    private CapabilityRules() {}

    static void addTo(DialectContract.Checks checks) {
        add(checks, Capability.NAMESPACES, CapabilityRules::namespaces);
        add(checks, Capability.ENUMS, (playground, declared) -> {
            EnumStorage storage = playground.dialect().schemaTraits().enumStorage();
            boolean inDatabase = storage == EnumStorage.NAMED_TYPE || storage == EnumStorage.COLUMN_TYPE;
            Expect.equal(inDatabase, declared, "whether enums are kept as " + storage);
        });
        add(checks, Capability.EXTENSIONS, (playground, declared) -> {
            expectFeature(playground, SchemaFeature.EXTENSIONS, declared);
            if (!declared) {
                Extension extension = new Extension("x", Optional.empty(), Optional.empty(), false);
                expectRefused(playground, new SchemaChange.CreateExtension(extension));
            }
        });
        add(checks, Capability.ALTER_COLUMN_IN_PLACE, (playground, declared) -> {
            CaseSchemas s = playground.schemas();
            Column before = s.column("age", Scalar.INT, Arity.REQUIRED);
            Column after = s.column("age", Scalar.INT, Arity.NULLABLE);
            TableChange change = new TableChange.AlterColumn(
                    new BeforeAfter<>(before, after), Set.of(ColumnDifference.ARITY), Optional.<CastSafety>empty());
            boolean inPlace = !playground
                    .dialect()
                    .diffRules()
                    .needsRedefinition(
                            new BeforeAfter<>(s.table("cat", before), s.table("cat", after)), List.of(change), false);
            Expect.equal(inPlace, declared, "whether a column is altered without a new table");
        });
        add(checks, Capability.RENAME_INDEX, (playground, declared) -> {
            DatabaseSchema schema = playground.schemas().schema();
            DiffRules rules = playground.dialect().diffRules();
            Expect.equal(
                    rules.canRenameIndexes(new BeforeAfter<>(schema, schema)),
                    declared,
                    "whether the differ may rename indexes");
        });
        add(checks, Capability.RENAME_FOREIGN_KEY, (playground, declared) -> {
            DiffRules rules = playground.dialect().diffRules();
            Expect.equal(
                    rules.canRenameForeignKeys() && !rules.foreignKeysBelongToTables(),
                    declared,
                    "whether the differ may rename foreign keys");
        });
        add(checks, Capability.RENAME_PRIMARY_KEY, CapabilityRules::renamesPrimaryKeys);
        add(
                checks,
                Capability.PARTIAL_INDEXES,
                (playground, declared) -> expectFeature(playground, SchemaFeature.PARTIAL_INDEXES, declared));
    }

    /** A check of one capability, whether it is declared or not. */
    private interface Both {
        void check(Playground playground, boolean declared) throws Exception;
    }

    private static void add(DialectContract.Checks checks, Capability capability, Both both) {
        checks.add(
                Rules.CAPABILITIES,
                capability.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                playground -> both.check(
                        playground, playground.dialect().capabilities().contains(capability)));
    }

    private static void expectFeature(Playground playground, SchemaFeature feature, boolean declared) {
        SchemaTraits traits = playground.dialect().schemaTraits();
        Expect.equal(traits.supports(feature), declared, "whether a schema may say it (SchemaFeature." + feature + ")");
    }

    private static void expectRefused(Playground playground, SchemaChange change) throws Exception {
        DatabaseSchema schema = playground.schemas().schema();
        ChangeSet context = new ChangeSet(new BeforeAfter<>(schema, schema), List.of(change));
        Expect.refused(
                GnomonException.class,
                "a change that the dialect does not declare is rendered: " + change,
                () -> playground.render(change, context));
    }

    private static void namespaces(Playground playground, boolean declared) throws Exception {
        expectFeature(playground, SchemaFeature.NAMESPACES, declared);
        if (!declared) {
            expectRefused(playground, new SchemaChange.CreateNamespace("elsewhere"));
            return;
        }
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
        dialect.shadowDatabases().dropNamespaces(connection, List.of("elsewhere"));
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

    private static void renamesPrimaryKeys(Playground playground, boolean declared) throws Exception {
        if (!declared) {
            return;
        }
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
}
