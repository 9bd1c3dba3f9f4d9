package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.ForeignKeyRules;
import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.EnumSet;
import java.util.Set;

/** What the differ has to know of MySQL and MariaDB. */
final class MysqlDiffRules implements DiffRules {

    @Override
    public ColumnRules columns() {
        return new MysqlColumnRules();
    }

    @Override
    public IndexRules indexes() {
        return new MysqlIndexRules();
    }

    @Override
    public ForeignKeyRules foreignKeys() {
        return new MysqlForeignKeyRules();
    }

    @Override
    public boolean wasRead(DatabaseSchema schema) {
        return schema.dialectObjects().stream().anyMatch(MysqlFacts.class::isInstance);
    }

    @Override
    public boolean ignoresCase(BeforeAfter<DatabaseSchema> schemas) {
        return MysqlFacts.of(schemas).ignoresCase();
    }

    /** Not every server renames indexes. */
    @Override
    public Set<Capability> lacking(BeforeAfter<DatabaseSchema> schemas) {
        return MysqlFacts.of(schemas).canRenameIndexes() ? Set.of() : EnumSet.of(Capability.RENAME_INDEX);
    }
}
