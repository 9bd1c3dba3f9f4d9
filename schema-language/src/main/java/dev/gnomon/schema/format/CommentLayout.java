package dev.gnomon.schema.format;

import dev.gnomon.schema.syntax.Comment;
import dev.gnomon.schema.syntax.SchemaDocument;

/** Writes comments: those of one line as they are, others with a star on every line. */
final class CommentLayout {

    private CommentLayout() {}

    static void addTo(TextTable table, Comment comment, SchemaDocument document) {
        String text = document.text(comment.span());
        switch (comment.kind()) {
            case PLAIN, DOCUMENTATION -> table.line(text);
            case MULTI_LINE -> {
                table.line("/**");
                text.substring(2, text.length() - 2).lines().forEach(line -> {
                    String content = withoutStar(line.strip());
                    if (!content.isEmpty()) {
                        table.line(" * " + content);
                    }
                });
                table.line(" */");
            }
        }
    }

    private static String withoutStar(String line) {
        return line.startsWith("*") ? line.substring(1).stripLeading() : line;
    }
}
