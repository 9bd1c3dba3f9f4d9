package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Index;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the keys and indexes of one model. */
final class KeyReader {

    private static final Set<String> INDEX_TYPES = Set.of("BTree", "Hash", "Gist", "Gin", "SpGist", "Brin");

    private final ModelDraft draft;
    private final Map<String, ResolvedRelationField> relationFields;
    private final DiagnosticCollector diagnostics;
    private final FieldListReader fieldLists;
    private final WhereReader wheres;

    KeyReader(ModelDraft draft, Map<String, ResolvedRelationField> relationFields, DiagnosticCollector diagnostics) {
        this.draft = draft;
        this.relationFields = relationFields;
        this.diagnostics = diagnostics;
        this.fieldLists = new FieldListReader(diagnostics);
        this.wheres = new WhereReader(diagnostics);
    }

    /** Read {@code @id}. */
    ResolvedKey fieldKey(String field, ArgumentReader id) {
        Optional<String> mappedName = id.nonEmptyString("map");
        Optional<Integer> length = id.length();
        IndexField keyField = new IndexField(field, id.sort(), length, Optional.empty());
        return new ResolvedKey(
                List.of(keyField), mappedName, Optional.empty(), id.bool("clustered"), true, id.attribute());
    }

    /** Read {@code @@id}. */
    Optional<ResolvedKey> blockKey(
            ArgumentReader id,
            Optional<ResolvedKey> earlier,
            boolean ignoredModel,
            Map<String, ResolvedScalarField> scalarFields) {
        Optional<FieldListReader.FieldList> list = fields(
                id,
                expression -> fieldLists.withArguments(expression, draft, id.span()),
                KeyWords.ID,
                ignoredModel,
                scalarFields);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (earlier.isPresent()) {
            diagnostics.model(
                    "model",
                    draft.name(),
                    "Each model must have at most one id criteria. You can't have `@id` and `@@id` at the same time.",
                    draft.syntax().span());
        }
        Optional<String> mappedName = id.nonEmptyString("map");
        Optional<String> clientName = clientName(id, "@@id");
        return Optional.of(new ResolvedKey(
                list.get().fields(), mappedName, clientName, id.bool("clustered"), false, id.attribute()));
    }

    /** How messages call a key: in the middle of a sentence, and at the beginning of one in the plural. */
    private enum KeyWords {
        ID("id", "ID"),
        SHARD_KEY("shard key", "Shard key");

        private final String word;
        private final String capitalized;

        KeyWords(String word, String capitalized) {
            this.word = word;
            this.capitalized = capitalized;
        }
    }

    /** Read the fields of a key; empty where they are no key's, which was said then. */
    private Optional<FieldListReader.FieldList> fields(
            ArgumentReader key,
            Function<Expression, Optional<FieldListReader.FieldList>> reader,
            KeyWords words,
            boolean ignoredModel,
            Map<String, ResolvedScalarField> scalarFields) {
        Optional<Expression> expression = key.byDefault("fields");
        Optional<FieldListReader.FieldList> list = expression.flatMap(reader);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (!list.get().unknownFields().isEmpty()) {
            diagnostics.model(
                    "model",
                    draft.name(),
                    "The multi field " + words.word + " declaration refers to the unknown "
                            + counted(list.get().unknownFields()) + ".",
                    expression.orElseThrow().span());
        }
        if (!list.get().relationFields().isEmpty()) {
            complain(
                    key,
                    "The " + words.word + " definition refers to the relation "
                            + counted(list.get().relationFieldNames())
                            + ". " + words.capitalized + " definitions must reference only scalar fields.");
        }
        if (!list.get().isGood()) {
            return Optional.empty();
        }
        List<String> notRequired = notRequired(list.get(), scalarFields);
        if (!notRequired.isEmpty() && !ignoredModel) {
            complain(
                    key,
                    "The " + words.word + " definition refers to the optional " + counted(notRequired) + ". "
                            + words.capitalized + " definitions must reference only required fields.");
        }
        return list;
    }

    private static List<String> notRequired(
            FieldListReader.FieldList list, Map<String, ResolvedScalarField> scalarFields) {
        return list.fieldNames().stream()
                .filter(name -> !isRequired(name, scalarFields))
                .toList();
    }

    private static boolean isRequired(String name, Map<String, ResolvedScalarField> scalarFields) {
        ResolvedScalarField field = scalarFields.get(name);
        return field != null && field.isRequired();
    }

    /** Check that the field of {@code @id} or {@code @shardKey} always has a value. */
    void checkFieldKeys(
            Optional<ResolvedKey> key, Optional<ShardKey> shardKey, Map<String, ResolvedScalarField> scalarFields) {
        if (key.isPresent()
                && key.get().onField()
                && !isRequired(key.get().fieldNames().getFirst(), scalarFields)) {
            diagnostics.attribute(
                    "@id",
                    "Fields that are marked as id must be required.",
                    key.get().syntax().span());
        }
        if (shardKey.isPresent()
                && shardKey.get().onField()
                && !isRequired(shardKey.get().fields().getFirst(), scalarFields)) {
            diagnostics.attribute(
                    "@shardKey",
                    "Fields that are marked as shard keys must be required.",
                    shardKey.get().syntax().span());
        }
    }

    /** Read {@code @@shardKey}. */
    Optional<ShardKey> blockShardKey(
            ArgumentReader key,
            Optional<ShardKey> earlier,
            boolean ignoredModel,
            Map<String, ResolvedScalarField> scalarFields) {
        Optional<FieldListReader.FieldList> list = fields(
                key,
                expression -> fieldLists.plain(expression, draft, key.span()),
                KeyWords.SHARD_KEY,
                ignoredModel,
                scalarFields);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (earlier.isPresent()) {
            diagnostics.model(
                    "model",
                    draft.name(),
                    "Each model must have at most one shard key. You can't have `@shardKey` and `@@shardKey` at the same"
                            + " time.",
                    draft.syntax().span());
        }
        return Optional.of(new ShardKey(list.get().fieldNames(), false, key.attribute()));
    }

    private static String counted(List<String> fields) {
        String names = fields.stream().map(field -> "`" + field + "`").collect(Collectors.joining(", "));
        return (fields.size() == 1 ? "field " : "fields ") + names;
    }

    /** Read {@code @unique}. */
    ResolvedIndex fieldUnique(String field, ArgumentReader unique) {
        Optional<String> mappedName = unique.nonEmptyString("map");
        Optional<Integer> length = unique.length();
        IndexField indexField = new IndexField(field, unique.sort(), length, Optional.empty());
        Optional<Boolean> clustered = unique.bool("clustered");
        return new ResolvedIndex(
                Index.Kind.UNIQUE,
                List.of(indexField),
                mappedName,
                Optional.empty(),
                Optional.empty(),
                clustered,
                wheres.read(draft, unique),
                true,
                unique.attribute());
    }

    /** Read {@code @@index}. */
    ResolvedIndex index(ArgumentReader index) {
        List<IndexField> fields = fields(index, false);
        Optional<String> name = index.nonEmptyString("name");
        Optional<String> mappedName = index.nonEmptyString("map");
        if (name.isPresent() && mappedName.isPresent()) {
            index.complain("The `@@index` attribute accepts the `name` argument as an alias for the `map` argument for"
                    + " legacy reasons. It does not accept both though. Please use the `map` argument to specify the"
                    + " database name of the index.");
        }
        Optional<String> algorithm = index.constant("type");
        if (algorithm.isPresent() && !INDEX_TYPES.contains(algorithm.get())) {
            index.complain("Unknown index type: " + algorithm.get() + ".");
            algorithm = Optional.empty();
        }
        Optional<Boolean> clustered = index.bool("clustered");
        return new ResolvedIndex(
                Index.Kind.NORMAL,
                fields,
                mappedName.or(() -> name),
                Optional.empty(),
                algorithm,
                clustered,
                wheres.read(draft, index),
                false,
                index.attribute());
    }

    /** Read {@code @@unique}. */
    ResolvedIndex unique(ArgumentReader unique) {
        List<IndexField> fields = fields(unique, true);
        Optional<String> name = unique.nonEmptyString("name");
        Optional<String> mappedName = unique.nonEmptyString("map");
        name.ifPresent(given -> checkClientName(given, unique, "@@unique"));
        Optional<Boolean> clustered = unique.bool("clustered");
        return new ResolvedIndex(
                Index.Kind.UNIQUE,
                fields,
                mappedName,
                name,
                Optional.empty(),
                clustered,
                wheres.read(draft, unique),
                false,
                unique.attribute());
    }

    /** Read {@code @@fulltext}. */
    ResolvedIndex fulltext(ArgumentReader fulltext) {
        List<IndexField> fields = fields(fulltext, false);
        Optional<String> mappedName = fulltext.nonEmptyString("map");
        return new ResolvedIndex(
                Index.Kind.FULLTEXT,
                fields,
                mappedName,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                fulltext.attribute());
    }

    private List<IndexField> fields(ArgumentReader attribute, boolean unique) {
        Optional<Expression> expression = attribute.byDefault("fields");
        Optional<FieldListReader.FieldList> list =
                expression.flatMap(given -> fieldLists.withArguments(given, draft, attribute.span()));
        if (list.isEmpty()) {
            return List.of();
        }
        String prefix = unique ? "unique " : "";
        if (!list.get().unknownFields().isEmpty()) {
            complain(
                    attribute,
                    "The " + prefix + "index definition refers to the unknown fields: "
                            + String.join(", ", list.get().unknownFields()) + ".");
        }
        if (!list.get().relationFields().isEmpty()) {
            complain(
                    attribute,
                    "The " + prefix + "index definition refers to the relation fields "
                            + String.join(", ", list.get().relationFieldNames())
                            + ". Index definitions must reference only scalar fields."
                            + suggestion(list.get(), unique));
        }
        return list.get().isGood() ? list.get().fields() : List.of();
    }

    private String suggestion(FieldListReader.FieldList list, boolean unique) {
        List<String> suggested = new ArrayList<>();
        for (String relation : list.relationFieldNames()) {
            ResolvedRelationField field = relationFields.get(relation);
            if (field != null) {
                suggested.addAll(field.fields().orElse(List.of()));
            }
        }
        return suggested.isEmpty()
                ? ""
                : " Did you mean `@@" + (unique ? "unique" : "index") + "([" + String.join(", ", suggested) + "])`?";
    }

    private Optional<String> clientName(ArgumentReader attribute, String attributeName) {
        Optional<String> name = attribute.nonEmptyString("name");
        name.ifPresent(given -> checkClientName(given, attribute, attributeName));
        return name;
    }

    private void checkClientName(String name, ArgumentReader attribute, String attributeName) {
        boolean valid = name.chars()
                .allMatch(letter -> letter == '_'
                        || (letter >= '0' && letter <= '9')
                        || (letter >= 'a' && letter <= 'z')
                        || (letter >= 'A' && letter <= 'Z'));
        if (!valid) {
            complain(
                    attribute,
                    "The `name` property within the `" + attributeName
                            + "` attribute only allows for the following characters: `_a-zA-Z0-9`.");
        }
    }

    private void complain(ArgumentReader attribute, String message) {
        diagnostics.model("model", draft.name(), message, attribute.span());
    }
}
