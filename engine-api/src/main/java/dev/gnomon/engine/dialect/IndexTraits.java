package dev.gnomon.engine.dialect;

import java.util.List;

/** What a schema may say of indexes in one kind of database. Pure. */
public interface IndexTraits {

    /** A database where there is nothing to choose. */
    IndexTraits USUAL = new IndexTraits() {};

    /** The access methods, the default one included; those of most databases are trees and nothing else. */
    default List<IndexAlgorithm> algorithms() {
        return List.of(IndexAlgorithm.BTREE);
    }

    /** The operator classes that have a name in the schema language. */
    default List<OperatorClassDescriptor> operatorClasses() {
        return List.of();
    }

    /** Write a truth value as it stands in a predicate. */
    default String booleanLiteral(boolean value) {
        return value ? "true" : "false";
    }
}
