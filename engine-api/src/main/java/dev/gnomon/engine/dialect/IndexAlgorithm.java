package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Objects;

/**
 * An access method of indexes, as {@code type:} names it.
 *
 * @param name              in the spelling of the schema language, {@code SpGist}
 * @param sql               the database's word, {@code SPGIST}
 * @param isDefault         it is what an index without {@code type:} has
 * @param sortable          its columns can have a sort order
 * @param severalColumns    an index of it can have more than one column
 * @param scalarTypes       the types of fields that it can index; empty: all
 * @param listsOfAnyType    it can index lists whatever the type of their elements
 */
public record IndexAlgorithm(
        String name,
        String sql,
        boolean isDefault,
        boolean sortable,
        boolean severalColumns,
        List<TypeFamily.Scalar> scalarTypes,
        boolean listsOfAnyType) {

    /** The trees that every database has. */
    public static final IndexAlgorithm BTREE = new IndexAlgorithm("BTree", "BTREE", true, true, true, List.of(), false);

    public IndexAlgorithm {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
        scalarTypes = List.copyOf(scalarTypes);
    }
}
