package dev.gnomon.schema.format;

import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import java.util.ArrayList;
import java.util.List;

/** Gives schemas their usual form. */
public final class SchemaFormatter {

    private SchemaFormatter() {}

    /**
     * Complete the relations of a schema and lay its files out.
     *
     * <p>A relation that is written on one side only gets its other side, with the fields and arguments that it
     * needs; nothing is completed where the schema has errors. Formatting twice changes nothing.
     *
     * @return the files in the same order, with their new texts
     */
    public static List<SchemaFile> format(List<SchemaFile> files) {
        List<SchemaFile> formatted = new ArrayList<>();
        for (SchemaFile file : MissingRelations.complete(files)) {
            formatted.add(new SchemaFile(file.path(), layOut(file.text())));
        }
        return formatted;
    }

    /** Lay out the text of one file without adding anything. What is no valid syntax stays as it is. */
    public static String layOut(String text) {
        ParsedSchema parsed = SchemaParser.parse(text);
        return new FileLayout(parsed.document()).layOut();
    }
}
