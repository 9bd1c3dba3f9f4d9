package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.FieldDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the attributes of one model and of its fields with a column. */
final class ModelReader {

    private final ModelDraft draft;
    private final DiagnosticCollector diagnostics;
    private final DefaultReader defaults;
    private final KeyReader keys;
    private final List<ResolvedIndex> indexes = new ArrayList<>();
    private final Map<String, ResolvedScalarField> scalarFields = new LinkedHashMap<>();
    private final Map<String, String> fieldsByMappedName = new HashMap<>();
    private Optional<ResolvedKey> primaryKey = Optional.empty();
    private Optional<ShardKey> shardKey = Optional.empty();

    ModelReader(
            ModelDraft draft,
            Map<String, ResolvedRelationField> relationFields,
            DefaultReader defaults,
            DiagnosticCollector diagnostics) {
        this.draft = draft;
        this.diagnostics = diagnostics;
        this.defaults = defaults;
        this.keys = new KeyReader(draft, relationFields, diagnostics);
    }

    ResolvedModel read(Map<String, ResolvedRelationField> relationFields) {
        List<ResolvedField> fields = new ArrayList<>();
        for (ModelDraft.FieldDraft field : draft.fields()) {
            switch (field) {
                case ModelDraft.ScalarDraft scalar -> {
                    ResolvedScalarField read = scalarField(scalar);
                    scalarFields.put(read.name(), read);
                    fields.add(read);
                }
                case ModelDraft.RelationDraft relation ->
                    fields.add(relationFields.get(relation.syntax().name().name()));
            }
        }
        AttributeSet attributes = new AttributeSet(
                draft.syntax().attributes().stream()
                        .map(BlockAttribute::attribute)
                        .toList(),
                diagnostics);
        Optional<ArgumentReader> ignore = attributes.single("ignore");
        ignore.ifPresent(found -> {
            complainAboutIgnoredFields();
            found.finish();
        });
        attributes.single("id").ifPresent(id -> {
            keys.blockKey(id, primaryKey, ignore.isPresent(), scalarFields)
                    .ifPresent(key -> primaryKey = Optional.of(key));
            id.finish();
        });
        Optional<String> mappedName = attributes.single("map").flatMap(this::mappedName);
        Optional<NamespaceReference> namespace =
                attributes.single("schema").flatMap(schema -> namespace(schema, diagnostics));
        for (ArgumentReader index : attributes.repeated("index")) {
            indexes.add(keys.index(index));
            index.finish();
        }
        for (ArgumentReader unique : attributes.repeated("unique")) {
            indexes.add(keys.unique(unique));
            unique.finish();
        }
        for (ArgumentReader fulltext : attributes.repeated("fulltext")) {
            indexes.add(keys.fulltext(fulltext));
            fulltext.finish();
        }
        attributes.single("shardKey").ifPresent(key -> {
            keys.blockShardKey(key, shardKey, ignore.isPresent(), scalarFields)
                    .ifPresent(read -> shardKey = Optional.of(read));
            key.finish();
        });
        if (ignore.isEmpty()) {
            keys.checkFieldKeys(primaryKey, shardKey, scalarFields);
        }
        attributes.finish();
        return new ResolvedModel(
                draft.name(),
                mappedName.orElse(draft.name()),
                namespace,
                fields,
                primaryKey,
                indexes,
                shardKey,
                ignore.isPresent(),
                draft.syntax());
    }

    private void complainAboutIgnoredFields() {
        for (ResolvedScalarField field : scalarFields.values()) {
            if (field.ignored()) {
                diagnostics.attribute(
                        "@ignore",
                        "Fields on an already ignored Model do not need an `@ignore` annotation.",
                        field.syntax().span());
            }
        }
    }

    private Optional<String> mappedName(ArgumentReader map) {
        Optional<String> name =
                map.byDefault("name").flatMap(expression -> Expressions.string(expression, diagnostics));
        map.finish();
        return name;
    }

    /** Read {@code @@schema}. */
    static Optional<NamespaceReference> namespace(ArgumentReader schema, DiagnosticCollector diagnostics) {
        Optional<NamespaceReference> namespace = schema.byDefault("map")
                .flatMap(expression -> Expressions.string(expression, diagnostics)
                        .map(name -> new NamespaceReference(name, expression.span())));
        schema.finish();
        return namespace;
    }

    private ResolvedScalarField scalarField(ModelDraft.ScalarDraft field) {
        FieldDeclaration syntax = field.syntax();
        String name = syntax.name().name();
        if (syntax.attributes().isEmpty()) {
            return new ResolvedScalarField(
                    name,
                    name,
                    field.type(),
                    RelationFieldReader.arity(syntax),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    syntax);
        }
        AttributeSet attributes = new AttributeSet(syntax.attributes(), diagnostics);
        Optional<String> mappedName = attributes.single("map").flatMap(this::mappedName);
        mappedName.ifPresent(mapped -> complainAboutDuplicate(field, mapped));
        boolean ignored = ignored(field, attributes);
        attributes.single("relation").ifPresent(relation -> {
            relation.complain("Invalid field type, not a relation.");
            relation.finish();
        });
        attributes.single("id").ifPresent(id -> {
            if (primaryKey.isPresent()) {
                diagnostics.model(
                        "model",
                        draft.name(),
                        "At most one field must be marked as the id field with the `@id` attribute.",
                        draft.syntax().span());
            } else {
                primaryKey = Optional.of(keys.fieldKey(name, id));
            }
            id.finish();
        });
        attributes.single("shardKey").ifPresent(key -> {
            if (shardKey.isPresent()) {
                diagnostics.model(
                        "model",
                        draft.name(),
                        "At most one field must be marked as the shard key with the `@shardKey` attribute.",
                        draft.syntax().span());
            } else {
                shardKey = Optional.of(new ShardKey(List.of(name), true, key.attribute()));
            }
            key.finish();
        });
        Arity arity = RelationFieldReader.arity(syntax);
        boolean updatedAt = updatedAt(field, arity, attributes);
        Optional<ResolvedDefault> defaultValue = attributes.single("default").flatMap(given -> {
            Optional<ResolvedDefault> read = defaults.read(field, given);
            given.finish();
            return read;
        });
        Optional<NativeTypeUse> nativeType = field.type() instanceof ScalarFieldType.Builtin
                ? attributes.dotted().map(ModelReader::nativeType)
                : Optional.empty();
        attributes.single("unique").ifPresent(unique -> {
            indexes.add(keys.fieldUnique(name, unique));
            unique.finish();
        });
        attributes.finish();
        return new ResolvedScalarField(
                name,
                mappedName.orElse(name),
                field.type(),
                arity,
                defaultValue,
                nativeType,
                updatedAt,
                ignored,
                syntax);
    }

    private boolean ignored(ModelDraft.ScalarDraft field, AttributeSet attributes) {
        Optional<ArgumentReader> ignore = attributes.single("ignore");
        if (ignore.isEmpty()) {
            return false;
        }
        boolean unsupported = field.type() instanceof ScalarFieldType.Unsupported;
        if (unsupported) {
            ignore.get()
                    .complain(
                            "Fields of type `Unsupported` cannot take an `@ignore` attribute. They are already treated"
                                    + " as ignored by the client due to their type.");
        }
        ignore.get().finish();
        return !unsupported;
    }

    private boolean updatedAt(ModelDraft.ScalarDraft field, Arity arity, AttributeSet attributes) {
        Optional<ArgumentReader> updatedAt = attributes.single("updatedAt");
        if (updatedAt.isEmpty()) {
            return false;
        }
        if (!(field.type() instanceof ScalarFieldType.Builtin builtin
                && builtin.scalar() == TypeFamily.Scalar.DATE_TIME)) {
            updatedAt.get().complain("Fields that are marked with @updatedAt must be of type DateTime.");
        }
        if (arity == Arity.LIST) {
            updatedAt.get().complain("Fields that are marked with @updatedAt cannot be lists.");
        }
        updatedAt.get().finish();
        return true;
    }

    private void complainAboutDuplicate(ModelDraft.ScalarDraft field, String mappedName) {
        String name = field.syntax().name().name();
        boolean mappedTwice = fieldsByMappedName.put(mappedName, name) != null;
        boolean namesAnother = !mappedName.equals(name)
                && draft.field(mappedName)
                        .filter(ModelDraft.ScalarDraft.class::isInstance)
                        .filter(other -> isNotMapped(other.syntax()))
                        .isPresent();
        if (mappedTwice || namesAnother) {
            diagnostics.error(
                    "Field \"%s\" is already defined on %s \"%s\"."
                            .formatted(name, draft.syntax().keyword(), draft.name()),
                    field.syntax().span());
        }
    }

    private static boolean isNotMapped(FieldDeclaration field) {
        return field.attributes().stream()
                .noneMatch(attribute -> attribute.name().equals("map"));
    }

    private static NativeTypeUse nativeType(Attribute attribute) {
        int dot = attribute.name().indexOf('.');
        List<String> arguments = attribute.arguments().map(Arguments::items).orElse(List.of()).stream()
                .map(argument -> Expressions.text(argument.value()))
                .toList();
        return new NativeTypeUse(
                attribute.name().substring(0, dot),
                new NativeType(attribute.name().substring(dot + 1), arguments),
                attribute);
    }
}
