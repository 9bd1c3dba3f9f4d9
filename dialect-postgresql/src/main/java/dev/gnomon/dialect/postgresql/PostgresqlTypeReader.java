package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns the catalog's types into those of the model. */
final class PostgresqlTypeReader {

    /**
     * A row of {@code pg_type}, as far as it matters.
     *
     * @param written   its name as a script writes it
     * @param kind      {@code typtype}: b base, d domain, e enum, c composite …
     * @param elementId the type of an array's elements; 0 for what is no array
     */
    record CatalogType(long id, String namespace, String name, String written, String kind, long elementId) {}

    /** What a domain stands for, with the modifier that it sets; -1 for none. */
    record Domain(long baseId, int modifier) {}

    private static final int NO_MODIFIER = -1;
    private static final int USUAL_FRACTION_DIGITS = 6;

    private final Map<Long, CatalogType> types = new HashMap<>();
    private final Map<Long, Domain> domains = new HashMap<>();
    private final Function<Optional<String>, Optional<String>> namespaceOf;
    private final Function<String, Boolean> isInScope;

    PostgresqlTypeReader(
            Function<Optional<String>, Optional<String>> namespaceOf, Function<String, Boolean> isInScope) {
        this.namespaceOf = namespaceOf;
        this.isInScope = isInScope;
    }

    void add(CatalogType type) {
        types.put(type.id(), type);
    }

    void add(long id, Domain domain) {
        domains.put(id, domain);
    }

    /** The domain of this number, if it is one. */
    Optional<String> domain(long typeId) {
        return Optional.ofNullable(types.get(typeId))
                .filter(type -> domains.containsKey(type.id()))
                .map(CatalogType::name);
    }

    /** @param formatted the type with its modifier, as the server writes it */
    ColumnType read(long typeId, int modifier, boolean required, String formatted) {
        long id = typeId;
        int effectiveModifier = modifier;
        while (domains.containsKey(id)) {
            Domain domain = domains.get(id);
            effectiveModifier = domain.modifier();
            id = domain.baseId();
        }
        CatalogType type = types.get(id);
        if (type == null) {
            return ColumnType.of(new TypeFamily.Unsupported("unknown"), required ? Arity.REQUIRED : Arity.NULLABLE);
        }
        CatalogType element = type.elementId() == 0 ? null : types.get(type.elementId());
        if (element != null) {
            return elementType(element, effectiveModifier, true)
                    .withArityOr(Arity.LIST, unsupported(element, id == typeId ? modifier : NO_MODIFIER, formatted));
        }
        return elementType(type, effectiveModifier, false)
                .withArityOr(
                        required ? Arity.REQUIRED : Arity.NULLABLE,
                        unsupported(type, id == typeId ? modifier : NO_MODIFIER, formatted));
    }

    /** A type that the schema language cannot say, with its modifier, since the server may ask for it. */
    private static TypeFamily unsupported(CatalogType type, int modifier, String formatted) {
        String brackets = "[]";
        String withModifier = formatted.endsWith(brackets)
                ? formatted.substring(0, formatted.length() - brackets.length())
                : formatted;
        return new TypeFamily.Unsupported(modifier == NO_MODIFIER ? type.written() : withModifier);
    }

    /** A type without its arity; both empty where the schema language has none for it. */
    private record Found(Optional<TypeFamily> family, Optional<NativeType> nativeType) {

        static Found of(Scalar family, String name, Object... arguments) {
            return new Found(Optional.of(family), Optional.of(NativeType.of(name, arguments)));
        }

        static Found unsupported() {
            return new Found(Optional.empty(), Optional.empty());
        }

        ColumnType withArityOr(Arity arity, TypeFamily otherwise) {
            return new ColumnType(family.orElse(otherwise), arity, nativeType);
        }
    }

    private Found elementType(CatalogType type, int modifier, boolean inList) {
        if (type.kind().equals("e") && isInScope.apply(type.namespace())) {
            return new Found(
                    Optional.of(new TypeFamily.EnumReference(
                            new ObjectName(namespaceOf.apply(Optional.of(type.namespace())), type.name()))),
                    Optional.empty());
        }
        return switch (type.name()) {
            case "int2" -> Found.of(Scalar.INT, "SmallInt");
            case "int4" -> Found.of(Scalar.INT, "Integer");
            case "int8" -> Found.of(Scalar.BIG_INT, "BigInt");
            case "oid" -> Found.of(Scalar.INT, "Oid");
            case "float4" -> Found.of(Scalar.FLOAT, "Real");
            case "float8" -> Found.of(Scalar.FLOAT, "DoublePrecision");
            case "numeric" -> decimal(modifier);
            case "money" -> Found.of(Scalar.DECIMAL, "Money");
            case "bool" -> Found.of(Scalar.BOOLEAN, "Boolean");
            case "text" -> Found.of(Scalar.STRING, "Text");
            case "citext" -> Found.of(Scalar.STRING, "Citext");
            case "varchar" -> withLength("VarChar", modifier - 4);
            case "bpchar" -> withLength("Char", modifier - 4);
            case "char" -> Found.of(Scalar.STRING, "Char");
            case "bit" -> withLength("Bit", modifier);
            case "varbit" -> withLength("VarBit", modifier);
            case "uuid" -> Found.of(Scalar.STRING, "Uuid");
            case "xml" -> Found.of(Scalar.STRING, "Xml");
            case "inet" -> Found.of(Scalar.STRING, "Inet");
            case "bytea" -> Found.of(Scalar.BYTES, "ByteA");
            case "json" -> Found.of(Scalar.JSON, "Json");
            case "jsonb" -> Found.of(Scalar.JSON, "JsonB");
            case "date" -> Found.of(Scalar.DATE_TIME, "Date");
            case "time" -> withPrecision("Time", modifier, inList);
            case "timetz" -> withPrecision("Timetz", modifier, inList);
            case "timestamp" -> withPrecision("Timestamp", modifier, inList);
            case "timestamptz" -> withPrecision("Timestamptz", modifier, inList);
            default -> Found.unsupported();
        };
    }

    private static Found decimal(int modifier) {
        if (modifier == NO_MODIFIER) {
            return Found.of(Scalar.DECIMAL, "Decimal");
        }
        int precision = ((modifier - 4) >> 16) & 0xffff;
        // Eleven bits with a sign, since a scale may be negative.
        int scale = (((modifier - 4) & 0x7ff) ^ 1024) - 1024;
        return Found.of(Scalar.DECIMAL, "Decimal", precision, scale);
    }

    private static Found withLength(String name, int length) {
        return length < 0 ? Found.of(Scalar.STRING, name) : Found.of(Scalar.STRING, name, length);
    }

    /** The information schema says 6 where nothing was written, but nothing for the elements of a list. */
    private static Found withPrecision(String name, int modifier, boolean inList) {
        if (modifier == NO_MODIFIER && inList) {
            return Found.of(Scalar.DATE_TIME, name);
        }
        return Found.of(Scalar.DATE_TIME, name, modifier == NO_MODIFIER ? USUAL_FRACTION_DIGITS : modifier);
    }
}
