package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.List;

/** Reads the text of a schema. */
public final class SchemaParser {

    private SchemaParser() {}

    /**
     * Read a schema of one or more files.
     *
     * <p>Nothing is too broken to be read: what is not understood becomes {@link InvalidText} and a
     * diagnostic, and reading goes on behind it. The time is linear in the length of the text.
     *
     * @param files in the order in which they count
     */
    public static ParsedSchema parse(List<SchemaFile> files) {
        List<SchemaDocument.FileTree> trees = new ArrayList<>();
        List<Diagnostic> diagnostics = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            trees.add(new FileParser(files.get(file).text(), file, diagnostics).parse());
        }
        return new ParsedSchema(new SchemaDocument(files, trees), diagnostics);
    }

    /** Read a schema of one file, named {@code schema.prisma}. */
    public static ParsedSchema parse(String text) {
        return parse(List.of(new SchemaFile("schema.prisma", text)));
    }
}
