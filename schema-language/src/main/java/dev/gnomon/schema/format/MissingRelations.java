package dev.gnomon.schema.format;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.ResolvedSchema;
import dev.gnomon.schema.resolution.ScalarTypes;
import dev.gnomon.schema.resolution.SchemaResolver;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what is missing of relations: the field of the other side, the fields that hold the reference. */
final class MissingRelations {

    private final ResolvedSchema schema;
    private final List<Insertion> insertions = new ArrayList<>();

    /** A text to be inserted into a file. */
    private record Insertion(int file, int position, String text) {}

    /** A field that would hold a reference; it may exist already. */
    private record ReferringField(String name, Arity arity, ResolvedScalarField referenced, boolean exists) {}

    private MissingRelations(ResolvedSchema schema) {
        this.schema = schema;
    }

    /** Complete the relations of a schema; a schema with errors stays as it is. */
    static List<SchemaFile> complete(List<SchemaFile> files) {
        ParsedSchema parsed = SchemaParser.parse(files);
        DiagnosticCollector diagnostics = new DiagnosticCollector();
        ResolvedSchema schema = SchemaResolver.resolveModels(parsed, diagnostics);
        if (diagnostics.hasErrors()) {
            return files;
        }
        MissingRelations missing = new MissingRelations(schema);
        schema.relations().forEach(missing::addFields);
        schema.relations().forEach(missing::addAttribute);
        schema.relations().forEach(missing::addArguments);
        return missing.insertInto(files);
    }

    private List<SchemaFile> insertInto(List<SchemaFile> files) {
        insertions.sort(Comparator.comparingInt(Insertion::position));
        List<SchemaFile> completed = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            String text = files.get(file).text();
            StringBuilder output = new StringBuilder();
            int done = 0;
            for (Insertion insertion : insertions) {
                if (insertion.file() == file) {
                    output.append(text, done, insertion.position()).append(insertion.text());
                    done = insertion.position();
                }
            }
            completed.add(new SchemaFile(
                    files.get(file).path(), output.append(text.substring(done)).toString()));
        }
        return completed;
    }

    private ResolvedModel referencing(ResolvedRelation relation) {
        return schema.model(relation.referencing()).orElseThrow();
    }

    private ResolvedModel referenced(ResolvedRelation relation) {
        return schema.model(relation.referenced()).orElseThrow();
    }

    private Optional<ResolvedRelationField> forward(ResolvedRelation relation) {
        return relation.forwardField().flatMap(referencing(relation)::relationField);
    }

    private void insertField(ResolvedModel model, String line) {
        Span span = model.syntax().span();
        insertions.add(new Insertion(span.file(), span.to() - 1, line + "\n"));
    }

    private void addFields(ResolvedRelation relation) {
        ResolvedModel referencing = referencing(relation);
        ResolvedModel referenced = referenced(relation);
        if (relation.backField().isEmpty()) {
            String name = camelCase(referencing.name());
            insertField(
                    referenced,
                    (relation.oneToOne() ? name : plural(name)) + " " + referencing.name()
                            + (relation.oneToOne() ? "?" : "[]")
                            + named(relation)
                            + (referencing.ignored() ? " @ignore" : ""));
        }
        if (relation.forwardField().isEmpty()) {
            boolean optional = referringFields(relation).stream().anyMatch(field -> field.arity() == Arity.NULLABLE);
            insertField(
                    referencing,
                    camelCase(referenced.name()) + " " + referenced.name() + (optional ? "?" : "") + " @relation("
                            + relation.relationName()
                                    .map(name -> "\"" + name + "\", ")
                                    .orElse("")
                            + fieldsArgument(relation) + ", " + referencesArgument(relation) + ")");
        }
        boolean knowsFields =
                forward(relation).flatMap(ResolvedRelationField::fields).isPresent();
        if (!knowsFields) {
            for (ReferringField field : referringFields(relation)) {
                if (!field.exists() && field.referenced().type() instanceof ScalarFieldType.Builtin builtin) {
                    insertField(
                            referencing,
                            field.name() + " " + ScalarTypes.name(builtin.scalar()) + suffix(field.arity())
                                    + field.referenced()
                                            .nativeType()
                                            .map(use -> " @" + use.prefix() + "." + use.type())
                                            .orElse(""));
                }
            }
        }
    }

    private static String named(ResolvedRelation relation) {
        return relation.relationName()
                .map(name -> " @relation(\"" + name + "\")")
                .orElse("");
    }

    private void addAttribute(ResolvedRelation relation) {
        Optional<ResolvedRelationField> forward = forward(relation);
        if (forward.isPresent() && forward.get().attribute().isEmpty()) {
            Span type = forward.get().syntax().type().span();
            insertions.add(new Insertion(
                    type.file(),
                    type.to(),
                    " @relation(" + fieldsArgument(relation) + ", " + referencesArgument(relation) + ")"));
        }
    }

    private void addArguments(ResolvedRelation relation) {
        Optional<ResolvedRelationField> forward = forward(relation);
        Optional<Attribute> attribute = forward.flatMap(ResolvedRelationField::attribute);
        if (forward.isEmpty() || attribute.isEmpty()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        if (forward.get().fields().isEmpty()) {
            missing.add(fieldsArgument(relation));
        }
        if (forward.get().references().isEmpty()) {
            missing.add(referencesArgument(relation));
        }
        if (missing.isEmpty()) {
            return;
        }
        String text = String.join(", ", missing);
        Span span = attribute.get().span();
        Optional<Arguments> arguments = attribute.get().arguments();
        if (arguments.isEmpty()) {
            insertions.add(new Insertion(span.file(), span.to(), "(" + text + ")"));
        } else {
            boolean first = arguments.get().items().isEmpty();
            insertions.add(new Insertion(span.file(), span.to() - 1, first ? text : ", " + text));
        }
    }

    private String fieldsArgument(ResolvedRelation relation) {
        return referringFields(relation).stream()
                .map(ReferringField::name)
                .collect(Collectors.joining(", ", "fields: [", "]"));
    }

    private String referencesArgument(ResolvedRelation relation) {
        List<String> references = forward(relation)
                .flatMap(ResolvedRelationField::references)
                .orElseGet(() -> firstUniqueCriterion(referenced(relation)));
        return "references: [" + String.join(", ", references) + "]";
    }

    private static List<String> firstUniqueCriterion(ResolvedModel model) {
        if (model.primaryKey().isPresent()) {
            return model.primaryKey().map(ResolvedKey::fieldNames).orElse(List.of());
        }
        return model.indexes().stream()
                .filter(ResolvedIndex::isUnique)
                .findFirst()
                .map(ResolvedIndex::fieldNames)
                .orElse(List.of());
    }

    private List<ReferringField> referringFields(ResolvedRelation relation) {
        ResolvedModel referencing = referencing(relation);
        ResolvedModel referenced = referenced(relation);
        Arity usual = forward(relation).map(ResolvedRelationField::arity).orElse(Arity.NULLABLE);
        List<ReferringField> fields = new ArrayList<>();
        for (String name : firstUniqueCriterion(referenced)) {
            Optional<ResolvedScalarField> target = referenced.scalarField(name);
            String own = firstLower(referenced.name()) + firstUpper(name);
            Optional<ResolvedScalarField> existing = referencing.scalarField(own);
            target.ifPresent(field -> fields.add(new ReferringField(
                    own, existing.map(ResolvedScalarField::arity).orElse(usual), field, existing.isPresent())));
        }
        return fields;
    }

    private static String suffix(Arity arity) {
        return switch (arity) {
            case REQUIRED -> "";
            case NULLABLE -> "?";
            case LIST -> "[]";
        };
    }

    private static String firstLower(String name) {
        int end = name.offsetByCodePoints(0, 1);
        return name.substring(0, end).toLowerCase(Locale.ROOT) + name.substring(end);
    }

    private static String firstUpper(String name) {
        int end = name.offsetByCodePoints(0, 1);
        return name.substring(0, end).toUpperCase(Locale.ROOT) + name.substring(end);
    }

    private static String camelCase(String name) {
        StringBuilder result = new StringBuilder();
        for (String part : name.split("[_-]+")) {
            if (!part.isEmpty()) {
                result.append(result.isEmpty() ? firstLower(part) : firstUpper(part));
            }
        }
        return result.toString();
    }

    private static String plural(String name) {
        if (name.endsWith("person")) {
            return name.substring(0, name.length() - "person".length()) + "people";
        }
        if (name.endsWith("child")) {
            return name + "ren";
        }
        if (List.of("s", "x", "z", "ch", "sh").stream().anyMatch(name::endsWith)) {
            return name + "es";
        }
        int beforeLast = name.length() - 2;
        if (name.endsWith("y") && beforeLast >= 0 && "aeiou".indexOf(name.charAt(beforeLast)) < 0) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return name + "s";
    }
}
