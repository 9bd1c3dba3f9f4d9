package dev.gnomon.engine.model;

import java.util.Objects;

/** What a column holds, across databases; the exact type is {@link ColumnType#nativeType}. */
public sealed interface TypeFamily {

    /** The scalar types of the schema language, and {@code UUID}, which it writes as a String. */
    enum Scalar implements TypeFamily {
        BOOLEAN,
        INT,
        BIG_INT,
        FLOAT,
        DECIMAL,
        STRING,
        DATE_TIME,
        BYTES,
        JSON,
        UUID
    }

    /** A value of an enum of the same {@link DatabaseSchema}. */
    record EnumReference(ObjectName enumName) implements TypeFamily {
        public EnumReference {
            Objects.requireNonNull(enumName, "enumName");
        }
    }

    /** A type that the schema language cannot say: its text, as the database spells it. */
    record Unsupported(String databaseType) implements TypeFamily {
        public Unsupported {
            Objects.requireNonNull(databaseType, "databaseType");
        }
    }
}
