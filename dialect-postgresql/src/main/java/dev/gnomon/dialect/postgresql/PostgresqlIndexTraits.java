package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.IndexTraits;
import dev.gnomon.engine.dialect.OperatorClassDescriptor;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;

/** What a schema may say of indexes of PostgreSQL. */
final class PostgresqlIndexTraits implements IndexTraits {

    private static final List<IndexAlgorithm> ALGORITHMS = List.of(
            IndexAlgorithm.BTREE,
            new IndexAlgorithm("Hash", "HASH", false, false, false, List.of(), false),
            new IndexAlgorithm("Gist", "GIST", false, false, true, List.of(Scalar.STRING), false),
            new IndexAlgorithm("Gin", "GIN", false, false, true, List.of(Scalar.JSON), true),
            new IndexAlgorithm("SpGist", "SPGIST", false, false, false, List.of(Scalar.STRING), false),
            new IndexAlgorithm(
                    "Brin",
                    "BRIN",
                    false,
                    false,
                    true,
                    List.of(
                            Scalar.STRING,
                            Scalar.BYTES,
                            Scalar.DATE_TIME,
                            Scalar.FLOAT,
                            Scalar.INT,
                            Scalar.BIG_INT,
                            Scalar.DECIMAL),
                    false));

    @Override
    public List<IndexAlgorithm> algorithms() {
        return ALGORITHMS;
    }

    @Override
    public List<OperatorClassDescriptor> operatorClasses() {
        return PostgresqlOperatorClasses.ALL;
    }
}
