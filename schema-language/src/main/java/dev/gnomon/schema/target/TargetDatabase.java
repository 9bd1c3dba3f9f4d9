package dev.gnomon.schema.target;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import java.util.Set;

/**
 * The database that a schema is for.
 *
 * @param traits       what a schema may say for it
 * @param capabilities what it can do
 */
public record TargetDatabase(SchemaTraits traits, Set<Capability> capabilities) {

    /** A dialect's database. */
    public static TargetDatabase of(Dialect dialect) {
        return new TargetDatabase(dialect.schemaTraits(), dialect.capabilities());
    }

    /** Tell whether a schema may say this. */
    public boolean supports(SchemaFeature feature) {
        return traits.features().contains(feature);
    }

    /** Tell whether the database can do this. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** How it keeps enums. */
    public EnumStorage enumStorage() {
        if (can(Capability.ENUM_TYPES)) {
            return EnumStorage.NAMED_TYPE;
        }
        if (can(Capability.ENUMS)) {
            return EnumStorage.COLUMN_TYPE;
        }
        return supports(SchemaFeature.ENUMS_AS_TEXT) ? EnumStorage.TEXT : EnumStorage.NONE;
    }
}
