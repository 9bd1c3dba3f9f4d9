package dev.gnomon.schema.syntax;

/** Something between the braces of a block, in the order of the text. */
public sealed interface BlockEntry
        permits FieldDeclaration,
                BlockAttribute,
                EnumValueDeclaration,
                ConfigProperty,
                Comment,
                BlankLines,
                InvalidText {

    /** Give the place in the text. */
    Span span();
}
